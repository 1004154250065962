import type { ExecutorFilter } from "../executors/executor-states.js";
import { CursorError } from "../errors/cursor-error.js";
import { hash } from "../common/fingerprint.js";
import type { Position } from "./position.js";

/** Version of the format. Raise it whenever `Content`, `hash` or `cursorScope` changes. */
const VERSION = "2";

/** Content of a cursor. A time of `null` stands for `Infinity`, which JSON lacks. */
type Content = [
  scope: string,
  time: number | null,
  ties: readonly string[],
  startless: readonly string[],
  isDisordered: boolean,
];

/** Hashes the session and the filter that a cursor is bound to. The order of states is irrelevant. */
export function cursorScope(sessionId: string, filter: ExecutorFilter | undefined): string {
  const states = Array.isArray(filter) ? [...new Set(filter)].sort() : (filter ?? null);
  return hash(JSON.stringify([sessionId, states]));
}

/** Writes a position as a cursor: opaque, URL-safe, with version and checksum. */
export function encodeCursor(scope: string, { time, ties, startless, isDisordered }: Position): string {
  const content: Content = [scope, time === Infinity ? null : time, ties, startless, isDisordered];
  const payload = toBase64Url(JSON.stringify(content));
  return `${VERSION}.${payload}.${hash(payload)}`;
}

/**
 * Reads a cursor.
 *
 * @throws CursorError if the cursor is damaged, of another version or listing, or was made after disorder.
 */
export function decodeCursor(scope: string, cursor: string): Position {
  const [version, payload, checksum, ...rest] = cursor.split(".");
  if (payload === undefined || checksum === undefined || rest.length > 0) throw new CursorError("damaged", cursor);
  if (version !== VERSION) throw new CursorError(/^\d+$/.test(String(version)) ? "version" : "damaged", cursor);
  if (hash(payload) !== checksum) throw new CursorError("damaged", cursor);
  const content = parse(payload);
  if (content === undefined) throw new CursorError("damaged", cursor);
  const [ofScope, time, ties, startless, isDisordered] = content;
  if (ofScope !== scope) throw new CursorError("foreign", cursor);
  if (isDisordered) throw new CursorError("disorder", cursor);
  return { time: time ?? Infinity, ties, startless, isDisordered };
}

/** The checksum finds damage but is no signature, so the content is checked too. */
function parse(payload: string): Content | undefined {
  try {
    const content: unknown = JSON.parse(fromBase64Url(payload));
    return isContent(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function isContent(content: unknown): content is Content {
  if (!Array.isArray(content)) return false;
  const [scope, time, ties, startless, isDisordered] = content as unknown[];
  return (
    typeof scope === "string" &&
    (time === null || typeof time === "number") &&
    isTexts(ties) &&
    isTexts(startless) &&
    typeof isDisordered === "boolean"
  );
}

function isTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((text) => typeof text === "string");
}

/** Encodes text as URL-safe base64 without padding. Cursors are ASCII: ids are hashed. */
function toBase64Url(ascii: string): string {
  return btoa(ascii).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(base64: string): string {
  return atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
}
