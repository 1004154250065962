/** The least, the middle and the greatest of some figures. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const [low = NaN, high = low] = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return (low + high) / 2;
}

/** `undefined` for no figures at all. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  return { min: Math.min(...values), median: median(values), max: Math.max(...values) };
}

/** Round by round: what was measured by what it is compared with in the same round. */
export function ratios(values: readonly number[], base: readonly number[]): number[] {
  if (values.length !== base.length) throw new RangeError("Expected as many figures as there are to compare with.");
  return values.map((value, round) => value / (base[round] ?? NaN));
}
