import { median } from "./statistics.js";

/** A bound for a figure, and whether the figure meets it. */
export interface Target {
  /** Names the way and the figure. */
  readonly name: string;
  readonly value: number;
  readonly relation: "at most" | "at least" | "exactly";
  readonly bound: number;
  readonly isMet: boolean;
}

/** Judges the median of the rounds, because other programs on the machine spoil single rounds in both directions. */
export function atMost(name: string, values: readonly number[], bound: number): Target {
  const value = median(values);
  return { name, value, relation: "at most", bound, isMet: value <= bound };
}

/** Judges the median of the rounds, as `atMost` does. */
export function atLeast(name: string, values: readonly number[], bound: number): Target {
  const value = median(values);
  return { name, value, relation: "at least", bound, isMet: value >= bound };
}

/** Judges every round. The value of the target is the first one that differs from `bound`. */
export function exactly(name: string, values: readonly number[], bound: number): Target {
  const value = values.find((one) => one !== bound) ?? values[0] ?? NaN;
  return { name, value, relation: "exactly", bound, isMet: value === bound };
}
