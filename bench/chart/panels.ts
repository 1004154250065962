import type { CaseResult, Results } from "../report/results.js";

/** A group of bars for one column of a case. */
export interface Panel {
  readonly title: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly way: string;
  /** The median of the rounds. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly label: string;
}

/** The ending of the names of control runs, which are not drawn. */
const CONTROL = ", again";

interface PanelOf {
  readonly case: string;
  readonly column: string;
  readonly title: string;
  readonly unit: string;
}

const shown: readonly PanelOf[] = [
  {
    case: "cpu",
    column: "perExecutor",
    title: "CPU of listing 100 000 executors, µs each (less is better)",
    unit: " µs",
  },
  { case: "wall", column: "seconds", title: "40 pages of 50 ms, consumer busy 50 ms a page: seconds", unit: " s" },
  {
    case: "quota",
    column: "rejected",
    title: "20 concurrent listings under a quota: rejected calls, %",
    unit: " %",
  },
];

/** Selects the results to draw. Skipped cases are left out. */
export function panelsOf({ cases }: Results): readonly Panel[] {
  return shown.flatMap((panel) => {
    const found = cases.find(({ name, skipped }) => name === panel.case && skipped === undefined);
    return found === undefined ? [] : [{ title: panel.title, bars: barsOf(found, panel) }];
  });
}

function barsOf({ rows, columns }: CaseResult, { column, unit }: PanelOf): readonly Bar[] {
  const digits = columns.find(({ key }) => key === column)?.digits ?? 0;
  return rows.flatMap(({ way, figures }) => {
    if (way.endsWith(CONTROL)) return [];
    const { median: value, min, max } = figures[column] ?? {};
    if (value === undefined || min === undefined || max === undefined) return [];
    return [{ way, value, min, max, label: `${value.toFixed(digits)}${unit}${completeness(figures)}` }];
  });
}

/** Adds the number of complete listings, because a way that gives up early has few rejected calls. */
function completeness(figures: CaseResult["rows"][number]["figures"]): string {
  const complete = figures["complete"]?.median;
  return complete === undefined ? "" : ` · ${complete} of 20 complete`;
}
