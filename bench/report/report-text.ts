import type { Column } from "../bench-case.js";
import type { Target } from "../targets.js";
import type { CaseResult, Figures } from "./results.js";

/** Formats a case as a table with the median of the rounds, and the minimum and maximum in brackets. */
export function reportText({ name, title, skipped, columns, rows, targets }: CaseResult): string {
  const heading = `${name}: ${title}`;
  if (skipped !== undefined) return `${heading}\n  skipped: ${skipped}\n`;
  const table = [
    ["", ...columns.map((column) => column.title)],
    ...rows.map(({ way, figures }) => [way, ...columns.map((column) => cellText(column, figures[column.key]))]),
  ];
  return [heading, ...alignedLines(table), ...targets.map(targetText), ""].join("\n");
}

function cellText({ digits }: Column, figures: Figures | undefined): string {
  const { min, median, max } = figures ?? {};
  if (min === undefined || median === undefined || max === undefined) return "-";
  const middle = median.toFixed(digits);
  return min === max ? middle : `${middle} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
}

function alignedLines(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}

/** Formats a target and the measured figure as one line. */
export function targetText({ name, value, relation, bound, isMet }: Target): string {
  return `  ${isMet ? "met   " : "MISSED"}  ${name}: ${shortText(value)} (${relation} ${shortText(bound)})`;
}

function shortText(value: number): string {
  return String(Number(value.toFixed(3)));
}
