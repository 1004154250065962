import type { Column, Row } from "../bench-case.js";
import { spreadOf, type Spread } from "../statistics.js";
import type { Target } from "../targets.js";

/** The figures of a cell: of all rounds, and their spread. */
export interface Figures extends Partial<Spread> {
  readonly rounds: readonly number[];
}

/** What a case came to. */
export interface CaseResult {
  readonly name: string;
  readonly title: string;
  /** Why it was not run. */
  readonly skipped?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly way: string; readonly figures: Readonly<Record<string, Figures>> }[];
  readonly targets: readonly Target[];
}

/** The outcome of a run, of which the chart is drawn. */
export interface Results {
  readonly environment: Readonly<Record<"node" | "sdk" | "cpu" | "platform", string>>;
  /** How long the run took, in s. */
  readonly seconds: number;
  readonly cases: readonly CaseResult[];
}

/** With the spread of every cell. */
export function rowsWithSpread(rows: readonly Row[]): CaseResult["rows"] {
  return rows.map(({ way, figures }) => ({
    way,
    figures: Object.fromEntries(
      Object.entries(figures).map(([key, rounds]): [string, Figures] => [key, { rounds, ...spreadOf(rounds) }]),
    ),
  }));
}
