import { median } from "./statistics.js";

/** What a figure has to be. */
export interface Target {
  /** Which figure of which way. */
  readonly name: string;
  readonly value: number;
  readonly relation: "at most" | "at least" | "exactly";
  readonly bound: number;
  readonly isMet: boolean;
}

/** Of several rounds, the median counts: what else the machine does spoils some of them, in either direction. */
export function atMost(name: string, values: readonly number[], bound: number): Target {
  const value = median(values);
  return { name, value, relation: "at most", bound, isMet: value <= bound };
}

/** The median counts, as in `atMost`. */
export function atLeast(name: string, values: readonly number[], bound: number): Target {
  const value = median(values);
  return { name, value, relation: "at least", bound, isMet: value >= bound };
}

/** What must not differ in any round: the first value that does is the one that is judged. */
export function exactly(name: string, values: readonly number[], bound: number): Target {
  const value = values.find((one) => one !== bound) ?? values[0] ?? NaN;
  return { name, value, relation: "exactly", bound, isMet: value === bound };
}
