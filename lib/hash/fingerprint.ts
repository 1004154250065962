/** 64 bits of a text, in two halves that are each a signed integer. */
export interface Fingerprint {
  /** Never 0. */
  readonly one: number;
  readonly other: number;
}

const SEEDS = [0x811c9dc5, 0x9747b28c] as const;
const PRIMES = [0x01000193, 0x85ebca77] as const;

/**
 * Fast, the same everywhere, and no secret: not for cryptography. Each half multiplies by a prime of its own, so that
 * two texts that agree in one do not tend to agree in the other. A product carries upwards only, and the rotations
 * bring the high bits down.
 */
export function fingerprint(text: string): Fingerprint {
  let one = SEEDS[0] ^ text.length;
  let other = SEEDS[1] ^ text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, PRIMES[0]);
    one = (one << 13) | (one >>> 19);
    other = Math.imul(other ^ unit, PRIMES[1]);
    other = (other << 13) | (other >>> 19);
  }
  return { one: one | Number(one === 0), other };
}
