/** The titles of the columns; one that starts with `>` has its cells to the right. */
type Titles = readonly string[];

/** Prints a table. In a terminal, lines that are too long are cut; in a pipe they stay whole. */
export function printTable(titles: Titles, rows: readonly (readonly string[])[]): void {
  const table = [titles.map((title) => title.replace(/^>/, "")), ...rows];
  const widths = titles.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  for (const cells of table) {
    const line = cells.map((cell, column) =>
      titles[column]?.startsWith(">") === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    console.log(fitted(line.join("  ").trimEnd()));
  }
}

function fitted(line: string): string {
  // `columns` is missing in a pipe, whatever its type says, and 0 in a terminal that does not know its width.
  const columns = process.stdout.columns || Infinity;
  return line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
}
