import { createHash } from "node:crypto";
import type { LocalTokenCycle } from "./tokens.js";

/** Where a page begins: what a `NextToken` stands for. */
export interface Place {
  /** How many items lie before it; or behind it, if tokens count from the oldest item. */
  readonly position: number;
  /** The number of the page in its listing, from 1; 0 while nothing depends on it, so that equal positions have equal tokens. */
  readonly page: number;
  /** The position where the cycle of tokens began; 0 outside of one. */
  readonly cycleStart: number;
}

/** Where the next page begins, `end` being the position where this one ends. */
export function nextPlace(place: Place, end: number, cycle: LocalTokenCycle | undefined): Place {
  const page = place.page === 0 ? 0 : place.page + 1;
  if (cycle === undefined) return { position: end, page, cycleStart: 0 };
  const first = (cycle.tail ?? 0) + 1;
  const cycleStart = place.page === first ? place.position : place.cycleStart;
  if (page === first + cycle.period) return { position: cycleStart, page: first, cycleStart: 0 };
  return { position: end, page, cycleStart };
}

const numberBytes = 6;
const checksumBytes = 12;

/**
 * An opaque, URL-safe `NextToken` that stands for a place. The checksum covers the scope (operation, session, filter), so a token of
 * another listing is as malformed as a damaged one. Equal places have equal tokens, also in another process.
 */
export function writePageToken(scope: string, { position, page, cycleStart }: Place): string {
  const bytes = Buffer.concat(withoutTail([position, page, cycleStart]).map(writeNumber));
  const checksum = createHash("sha256").update(bytes).update(scope).digest().subarray(0, checksumBytes);
  return Buffer.concat([bytes, checksum]).toString("base64url");
}

/** The place of a token; `undefined` if it is malformed. */
export function readPageToken(scope: string, token: string): Place | undefined {
  const bytes = Buffer.from(token, "base64url").subarray(0, -checksumBytes);
  const place = { position: readNumber(bytes, 0), page: readNumber(bytes, 1), cycleStart: readNumber(bytes, 2) };
  // Writing it again finds every damage, also characters that base64 decoding skips.
  return writePageToken(scope, place) === token ? place : undefined;
}

/** Zeros at the end are not written. */
function withoutTail([position, page, cycleStart]: readonly [number, number, number]): readonly number[] {
  if (cycleStart > 0) return [position, page, cycleStart];
  return page > 0 ? [position, page] : [position];
}

function writeNumber(value: number): Buffer {
  const bytes = Buffer.alloc(numberBytes);
  bytes.writeUIntBE(value, 0, numberBytes);
  return bytes;
}

function readNumber(bytes: Buffer, index: number): number {
  const start = index * numberBytes;
  return bytes.length < start + numberBytes ? 0 : bytes.readUIntBE(start, numberBytes);
}
