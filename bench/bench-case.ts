import type { Target } from "./targets.js";

/** A column of a case's table. */
export interface Column {
  readonly key: string;
  readonly title: string;
  readonly digits: number;
}

/** What was measured of one way to do the work: by column, the figures of all rounds. */
export interface Row {
  readonly way: string;
  readonly figures: Readonly<Record<string, readonly number[]>>;
}

/** What a case has measured. */
export interface Measured {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly targets: readonly Target[];
}

/** Why a case was not run. */
export interface Skipped {
  readonly skipped: string;
}

/** Says how far it is. */
export type Progress = (text: string) => void;

/** How a case is run. */
export interface Run {
  readonly progress: Progress;
  /** One round of everything: to see whether it works, not how fast. */
  readonly isQuick: boolean;
}

/** A comparison that the bench makes. */
export interface BenchCase {
  /** For `--only`. */
  readonly name: string;
  /** What is compared, in a line. */
  readonly title: string;
  readonly run: (run: Run) => Promise<Measured | Skipped>;
}
