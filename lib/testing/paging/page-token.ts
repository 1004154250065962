import { createHash } from "node:crypto";
import type { LocalTokenCycle } from "./tokens.js";

/** Start of a page, which a `NextToken` encodes. */
export interface Place {
  /** Number of items before it, or after it if tokens count from the oldest item. */
  readonly position: number;
  /**
   * Number of the page in its listing, from 1. 0 if nothing depends on it, so that equal positions have equal tokens.
   */
  readonly page: number;
  /** Position where the cycle of tokens began; 0 outside of one. */
  readonly cycleStart: number;
}

/** Returns the start of the next page. `end` is the position where this page ends. */
export function nextPlace(place: Place, end: number, cycle: LocalTokenCycle | undefined): Place {
  const page = place.page === 0 ? 0 : place.page + 1;
  if (cycle === undefined) return { position: end, page, cycleStart: 0 };
  const first = (cycle.tail ?? 0) + 1;
  const cycleStart = place.page === first ? place.position : place.cycleStart;
  if (page === first + cycle.period) return { position: cycleStart, page: first, cycleStart: 0 };
  return { position: end, page, cycleStart };
}

const NUMBER_BYTES = 6;
const CHECKSUM_BYTES = 12;

/**
 * Encodes a place as an opaque, URL-safe `NextToken`. The checksum covers the scope (operation, session, filter), so a
 * token of another listing is malformed too. Equal places have equal tokens, also in another process.
 */
export function writePageToken(scope: string, { position, page, cycleStart }: Place): string {
  const bytes = Buffer.concat(withoutTail([position, page, cycleStart]).map(writeNumber));
  const checksum = createHash("sha256").update(bytes).update(scope).digest().subarray(0, CHECKSUM_BYTES);
  return Buffer.concat([bytes, checksum]).toString("base64url");
}

/** Decodes a token. Returns `undefined` if it is malformed. */
export function readPageToken(scope: string, token: string): Place | undefined {
  const bytes = Buffer.from(token, "base64url").subarray(0, -CHECKSUM_BYTES);
  const place = { position: readNumber(bytes, 0), page: readNumber(bytes, 1), cycleStart: readNumber(bytes, 2) };
  // Encoding it again detects every damage, also characters that base64 decoding skips.
  return writePageToken(scope, place) === token ? place : undefined;
}

/** Drops zeros at the end. */
function withoutTail([position, page, cycleStart]: readonly [number, number, number]): readonly number[] {
  if (cycleStart > 0) return [position, page, cycleStart];
  return page > 0 ? [position, page] : [position];
}

function writeNumber(value: number): Buffer {
  const bytes = Buffer.alloc(NUMBER_BYTES);
  bytes.writeUIntBE(value, 0, NUMBER_BYTES);
  return bytes;
}

function readNumber(bytes: Buffer, index: number): number {
  const start = index * NUMBER_BYTES;
  return bytes.length < start + NUMBER_BYTES ? 0 : bytes.readUIntBE(start, NUMBER_BYTES);
}
