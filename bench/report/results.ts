import type { Column, Row } from "../bench-case.js";
import { spreadOf, type Spread } from "../statistics.js";
import type { Target } from "../targets.js";

/** The figures of all rounds in a cell, and their spread. */
export interface Figures extends Partial<Spread> {
  readonly rounds: readonly number[];
}

/** The result of a case. */
export interface CaseResult {
  readonly name: string;
  readonly title: string;
  /** The reason why the case was skipped. */
  readonly skipped?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly way: string; readonly figures: Readonly<Record<string, Figures>> }[];
  readonly targets: readonly Target[];
}

/** The results of a run. The charts are drawn from them. */
export interface Results {
  readonly environment: Readonly<Record<"node" | "sdk" | "cpu" | "platform", string>>;
  /** Duration of the run in seconds. */
  readonly seconds: number;
  readonly cases: readonly CaseResult[];
}

/** Adds the spread to every cell. */
export function rowsWithSpread(rows: readonly Row[]): CaseResult["rows"] {
  return rows.map(({ way, figures }) => ({
    way,
    figures: Object.fromEntries(
      Object.entries(figures).map(([key, rounds]): [string, Figures] => [key, { rounds, ...spreadOf(rounds) }]),
    ),
  }));
}
