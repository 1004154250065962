import type { ExecutorState } from "@aws-sdk/client-athena";
import { CursorError } from "../errors/cursor-error.js";
import { hash } from "../hash/hash.js";
import { fromBase64Url, toBase64Url } from "./base64-url.js";
import type { PageRequest, Place } from "./place.js";
import type { ResumePoint } from "./resume-point.js";

const VERSION = "1";

/** What a cursor carries, in short: `null` is JSON's word for `undefined` and for the time of executors without one. */
type Content = [
  scope: string,
  token: string | null,
  pageSize: number,
  isDisordered: boolean,
  startsBehind: boolean,
  place: [time: number | null, ties: readonly string[], last: string, isCrowded: boolean] | null,
];

/** What a cursor is bound to: the session and the filter. The order of states is irrelevant, a string is no array. */
export function cursorScope(sessionId: string, filter: ExecutorState | readonly ExecutorState[] | undefined): string {
  const states = Array.isArray(filter) ? [...new Set(filter)].sort() : (filter ?? null);
  return hash(JSON.stringify([sessionId, states]));
}

/** A cursor: opaque, url-safe, with version and checksum. */
export function encodeCursor(scope: string, point: ResumePoint): string {
  const { page, startsBehind, isDisordered, place } = point;
  const { token = null, pageSize } = page;
  const content: Content = [scope, token, pageSize, isDisordered, startsBehind, place ? encodePlace(place) : null];
  const payload = toBase64Url(JSON.stringify(content));
  return `${VERSION}.${payload}.${hash(payload)}`;
}

/** @throws CursorError if the cursor is damaged, of another version, or of another listing. */
export function decodeCursor(scope: string, cursor: string): ResumePoint {
  const [version, payload, checksum, ...rest] = cursor.split(".");
  if (payload === undefined || checksum === undefined || rest.length > 0) throw new CursorError("damaged", cursor);
  if (version !== VERSION) throw new CursorError(/^\d+$/.test(String(version)) ? "version" : "damaged", cursor);
  if (hash(payload) !== checksum) throw new CursorError("damaged", cursor);
  const content = parse(payload);
  if (content === undefined) throw new CursorError("damaged", cursor);
  const [ofScope, token, pageSize, isDisordered, startsBehind, place] = content;
  if (ofScope !== scope) throw new CursorError("foreign", cursor);
  const page = { token: token ?? undefined, pageSize };
  return {
    page,
    startsBehind,
    isDisordered,
    place: place ? decodePlace(place, startsBehind ? undefined : page) : undefined,
  };
}

/** The checksum finds damage and is no signature: whoever makes up a cursor may have made up that, too. */
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
  const [scope, token, pageSize, isDisordered, startsBehind, place] = content as unknown[];
  return (
    typeof scope === "string" &&
    (token === null || typeof token === "string") &&
    Number.isInteger(pageSize) &&
    (pageSize as number) >= 1 &&
    typeof isDisordered === "boolean" &&
    typeof startsBehind === "boolean" &&
    (place === null || isPlace(place))
  );
}

function isPlace(place: unknown): place is NonNullable<Content[5]> {
  if (!Array.isArray(place)) return false;
  const [time, ties, last, isCrowded] = place as unknown[];
  return (
    (time === null || typeof time === "number") &&
    Array.isArray(ties) &&
    ties.every((tie) => typeof tie === "string") &&
    typeof last === "string" &&
    typeof isCrowded === "boolean"
  );
}

function encodePlace({ time, ties, last, isCrowded }: Place): NonNullable<Content[5]> {
  return [time === Infinity ? null : time, ties, last, isCrowded];
}

function decodePlace([time, ties, last, isCrowded]: NonNullable<Content[5]>, page: PageRequest | undefined): Place {
  return { page, time: time ?? Infinity, ties, last, isCrowded };
}
