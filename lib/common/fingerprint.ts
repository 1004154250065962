/** 64 bits of a text, in two halves that are each a signed integer. */
export interface Fingerprint {
  readonly one: number;
  readonly other: number;
}

const SEEDS = [0x811c9dc5, 0x9747b28c] as const;
const PRIMES = [0x01000193, 0x85ebca77] as const;

/**
 * Computes 64 bits of a text: fast and the same everywhere, but not for cryptography. Two UTF-16 units are taken at a
 * time. Each half multiplies by its own prime, so that a collision in one half does not imply one in the other.
 * Products only carry upwards, so a rotation follows each of them.
 */
export function fingerprint(text: string): Fingerprint {
  const { length } = text;
  let one = SEEDS[0] ^ length;
  let other = SEEDS[1] ^ length;
  const even = length & ~1;
  for (let index = 0; index < even; index += 2) {
    const units = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16);
    one = Math.imul(one ^ units, PRIMES[0]);
    one = (one << 13) | (one >>> 19);
    other = Math.imul(other ^ units, PRIMES[1]);
    other = (other << 13) | (other >>> 19);
  }
  const last = even < length ? text.charCodeAt(even) : 0;
  return { one: mixed(one ^ last, PRIMES[0]), other: mixed(other ^ last, PRIMES[1]) };
}

/** Spreads every bit over the whole half. */
function mixed(half: number, prime: number): number {
  const once = Math.imul(half ^ (half >>> 16), prime);
  const twice = Math.imul(once ^ (once >>> 13), prime);
  return twice ^ (twice >>> 16);
}

/** Returns the fingerprint of a text in base 36. */
export function hash(text: string): string {
  const { one, other } = fingerprint(text);
  return `${(one >>> 0).toString(36)}-${(other >>> 0).toString(36)}`;
}
