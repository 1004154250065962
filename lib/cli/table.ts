import { fit, lengthOf, type Paint, type Style } from "./terminal.js";

const GAP = "  ";

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** A shorter text, for a terminal that is too narrow for all columns. */
  readonly shortText?: (row: Row) => string;
  readonly align?: "right";
  readonly style?: (row: Row) => Style | undefined;
  /** How many columns are kept before this one. Those with the highest numbers go first. */
  readonly rank: number;
  /** A column with it may be cut to this width. */
  readonly least?: number;
}

interface MeasuredColumn<Row> {
  readonly column: Column<Row>;
  readonly cells: readonly string[];
  readonly width: number;
}

/** Returns the lines of a table that fits a width. The column of the lowest rank is never cut. */
export function tableLines<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  options: { readonly width: number; readonly paint: Paint },
): string[] {
  const fitted = fitColumns(columns, rows, options.width);
  const header = lineOf(fitted.map((column) => options.paint(cell(column, column.column.title), "bold")));
  const lines = rows.map((row, index) =>
    lineOf(
      fitted.map((column) => {
        const text = cell(column, column.cells[index] ?? "");
        return options.paint(text, column.column.style?.(row));
      }),
    ),
  );
  return [header, ...lines];
}

function lineOf(cells: readonly string[]): string {
  return cells.join(GAP).trimEnd();
}

function cell<Row>({ column, width }: MeasuredColumn<Row>, text: string): string {
  const cut = fit(text, width);
  const padding = " ".repeat(width - lengthOf(cut));
  return column.align === "right" ? padding + cut : cut + padding;
}

/** Long texts if they fit; else short ones; else fewer columns. */
function fitColumns<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number): MeasuredColumn<Row>[] {
  const long = columns.map((column) => measure(column, rows, column.text));
  if (leastWidth(long) <= width) return widen(long, width);
  let fitted = columns.map((column) => measure(column, rows, column.shortText ?? column.text));
  while (leastWidth(fitted) > width && fitted.length > 1) {
    const last = Math.max(...fitted.map(({ column }) => column.rank));
    fitted = fitted.filter(({ column }) => column.rank !== last);
  }
  return widen(fitted, width);
}

function measure<Row>(column: Column<Row>, rows: readonly Row[], textOf: (row: Row) => string): MeasuredColumn<Row> {
  const cells = rows.map(textOf);
  const width = cells.reduce((widest, text) => Math.max(widest, lengthOf(text)), column.title.length);
  return { column, cells, width };
}

function leastWidth<Row>(columns: readonly MeasuredColumn<Row>[]): number {
  const widths = columns.map(({ column, width }) => Math.min(width, column.least ?? width));
  return widths.reduce((sum, width) => sum + width, GAP.length * (columns.length - 1));
}

/** Divides the remaining width among the columns that can be cut. */
function widen<Row>(columns: readonly MeasuredColumn<Row>[], width: number): MeasuredColumn<Row>[] {
  let room = Math.max(0, width - leastWidth(columns));
  return columns.map((measured) => {
    const least = Math.min(measured.width, measured.column.least ?? measured.width);
    const granted = Math.min(measured.width, least + room);
    room -= granted - least;
    return { ...measured, width: granted };
  });
}
