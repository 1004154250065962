// The FNV-1a hash of 32 bits (Fowler, Noll, Vo), twice from different bases.
const BASES = [0x811c9dc5, 0x9747b28c];
const PRIME = 0x01000193;

/** 64 bits of a text, in base 36. Fast, the same everywhere, and no secret: not for cryptography. */
export function hash(text: string): string {
  return BASES.map((base) => hash32(text, base).toString(36)).join("-");
}

function hash32(text: string, base: number): number {
  let value = base;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    value = Math.imul(value ^ (unit & 0xff), PRIME);
    value = Math.imul(value ^ (unit >>> 8), PRIME);
  }
  return value >>> 0;
}
