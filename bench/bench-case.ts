import type { Target } from "./targets.js";

/** A column in the table of a case. */
export interface Column {
  readonly key: string;
  readonly title: string;
  readonly digits: number;
}

/** The measurements of one way to list: for each column, a figure per round. */
export interface Row {
  readonly way: string;
  readonly figures: Readonly<Record<string, readonly number[]>>;
}

/** The measurements of a case. */
export interface Measured {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly targets: readonly Target[];
}

/** The reason why a case was skipped. */
export interface Skipped {
  readonly skipped: string;
}

/** Reports the progress of a case. */
export type Progress = (text: string) => void;

/** Settings of a run of a case. */
export interface Run {
  readonly progress: Progress;
  /** Whether to run a single round, which only checks that the case works. */
  readonly isQuick: boolean;
}

/** A comparison that the bench makes. */
export interface BenchCase {
  /** The name that `--only` selects. */
  readonly name: string;
  /** The heading above the table of the case. */
  readonly title: string;
  readonly run: (run: Run) => Promise<Measured | Skipped>;
}
