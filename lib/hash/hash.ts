import { fingerprint } from "./fingerprint.js";

/** 64 bits of a text, in base 36. Fast, the same everywhere, and no secret: not for cryptography. */
export function hash(text: string): string {
  const { one, other } = fingerprint(text);
  return `${(one >>> 0).toString(36)}-${(other >>> 0).toString(36)}`;
}
