import { printable } from "./printable.js";

/** The titles of the columns. A title that starts with `>` aligns its column to the right. */
type Titles = readonly string[];

export function printTable(titles: Titles, rows: readonly (readonly string[])[]): void {
  for (const line of tableLines(titles, rows)) console.log(line);
}

/** Formats a table. On a terminal, long lines are truncated. In a pipe they are not. */
function tableLines(titles: Titles, rows: readonly (readonly string[])[]): string[] {
  const table = [titles.map((title) => title.replace(/^>/, "")), ...rows.map((cells) => cells.map(printable))];
  const widths = titles.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  return table.map((cells) => {
    const line = cells.map((cell, column) =>
      titles[column]?.startsWith(">") === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    return fitted(line.join("  ").trimEnd());
  });
}

/** Truncates a line to the width of the terminal. */
function fitted(line: string): string {
  // Despite its type, `columns` is undefined in a pipe. It is 0 if the width of the terminal is unknown.
  const columns = process.stdout.columns || Infinity;
  return line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
}
