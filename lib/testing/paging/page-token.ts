import { createHash } from "node:crypto";

import { invalidRequest } from "../http/service-error.js";

const offsetBytes = 6;
const checksumBytes = 12;

/**
 * An opaque, URL-safe `NextToken` that stands for an offset. The checksum covers the scope (operation, session, filter), so a token of
 * another listing is as malformed as a damaged one. Equal places have equal tokens, also in another process.
 */
export function writePageToken(scope: string, offset: number): string {
  const place = Buffer.alloc(offsetBytes);
  place.writeUIntBE(offset, 0, offsetBytes);
  const checksum = createHash("sha256").update(place).update(scope).digest().subarray(0, checksumBytes);
  return Buffer.concat([place, checksum]).toString("base64url");
}

/** The offset of a token; the service echoes a malformed one in its message. */
export function readPageToken(scope: string, token: string): number {
  const bytes = Buffer.from(token, "base64url");
  const offset = bytes.length < offsetBytes ? 0 : bytes.readUIntBE(0, offsetBytes);
  // Writing it again finds every damage, also characters that base64 decoding skips.
  if (writePageToken(scope, offset) !== token) throw invalidRequest(`The nextPageToken is malformed: ${token}`);
  return offset;
}
