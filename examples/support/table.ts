import { printable } from "./printable.js";

/** The titles of the columns; one that starts with `>` has its cells to the right. */
type Titles = readonly string[];

export function printTable(titles: Titles, rows: readonly (readonly string[])[]): void {
  for (const line of tableLines(titles, rows)) console.log(line);
}

/** The lines of a table. In a terminal, those that are too long are cut; in a pipe they stay whole. */
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

/** A line that takes one row of the terminal. */
function fitted(line: string): string {
  // `columns` is missing in a pipe, whatever its type says, and 0 in a terminal that does not know its width.
  const columns = process.stdout.columns || Infinity;
  return line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
}
