import { isLive, type ExecutorChange, type ExecutorSummary, type PaginationEvent } from "../index.js";
import { clock, executorColumns, stateStyle, summaryLine } from "./executor-columns.js";
import { retryLine } from "./progress.js";
import { tableLines } from "./table.js";
import { clean, fit, paintFor, type ColorChoice, type Paint } from "./terminal.js";

const CLEAR_REST_OF_LINE = "\u001B[K";
const CLEAR_BELOW = "\u001B[J";
const CLEAR_SCREEN = "\u001B[2J\u001B[H";
const MOST_CHANGES = 8;

/** A change, ready to be shown. */
interface ChangeLine {
  readonly at: Date;
  readonly change: ExecutorChange;
}

/**
 * A table of the live executors that is redrawn in place. The cursor stays visible: a killed process leaves nothing
 * behind.
 */
export class WatchScreen {
  readonly #sessionId: string;
  readonly #executors: ReadonlyMap<string, ExecutorSummary>;
  readonly #paint: Paint;
  readonly #timer: NodeJS.Timeout;
  #changes: ChangeLine[] = [];
  #trouble: string | undefined;
  #drawnLines = 0;
  #hint = "  (Ctrl-C ends)";
  #hasEnded = false;

  constructor(sessionId: string, executors: ReadonlyMap<string, ExecutorSummary>, color: ColorChoice) {
    this.#sessionId = sessionId;
    this.#executors = executors;
    this.#paint = paintFor(process.stdout, color);
    this.#timer = setInterval(this.#draw, 1000);
    process.stdout.on("resize", this.#redrawAll);
  }

  /** Receives the events of the watch. */
  readonly onEvent = (event: PaginationEvent): void => {
    if (event.type === "retry") {
      this.#trouble = retryLine(event.error, event.attempt);
      this.#draw();
    }
    if (event.type === "page") {
      this.#trouble = undefined;
      setImmediate(this.#draw);
    }
  };

  /** Takes a change in. It is drawn after the poll. */
  show(change: ExecutorChange): void {
    if (!change.initial) this.#changes = [{ at: new Date(), change }, ...this.#changes].slice(0, MOST_CHANGES);
  }

  /** Draws for the last time. */
  end(): void {
    clearInterval(this.#timer);
    process.stdout.off("resize", this.#redrawAll);
    this.#hint = "";
    this.#draw();
    this.#hasEnded = true;
  }

  readonly #draw = (): void => {
    // A draw that was due when the watch ended would overwrite later output.
    if (this.#hasEnded) return;
    const { columns, rows } = process.stdout;
    // The last row stays free for the cursor.
    const lines = this.#lines(columns, rows - 1).slice(0, Math.max(1, rows - 1));
    const up = this.#drawnLines === 0 ? "" : `\u001B[${this.#drawnLines}A`;
    this.#drawnLines = lines.length;
    process.stdout.write(`${up}\r${lines.map((line) => `${line}${CLEAR_REST_OF_LINE}\n`).join("")}${CLEAR_BELOW}`);
  };

  /** After a resize, the terminal wraps lines in other places. */
  readonly #redrawAll = (): void => {
    process.stdout.write(CLEAR_SCREEN);
    this.#drawnLines = 0;
    this.#draw();
  };

  #lines(width: number, height: number): string[] {
    const paint = this.#paint;
    const now = new Date();
    const all = [...this.#executors.values()];
    const live = all.filter(isLive).reverse();
    const title = `${clean(this.#sessionId)} at ${clock(now)}${this.#hint}`;
    const status = this.#trouble ?? summaryLine(all);
    const head = [
      paint(fit(title, width), "bold"),
      paint(fit(status, width), this.#trouble === undefined ? undefined : "yellow"),
    ];
    if (live.length === 0) return [...head, ...this.#changeLines(width, height - head.length)];
    const rows = live.map((executor) => ({ executor, sessionId: undefined }));
    const table = tableLines(executorColumns(false, now), rows, { width, paint });
    const shown = cutRows(table, height - head.length - 1);
    const rest = height - head.length - 1 - shown.length;
    return [...head, "", ...shown, ...this.#changeLines(width, rest)];
  }

  #changeLines(width: number, height: number): string[] {
    if (height < 3 || this.#changes.length === 0) return [];
    return ["", ...this.#changes.slice(0, height - 1).map((line) => this.#changeLine(line, width))];
  }

  #changeLine({ at, change }: ChangeLine, width: number): string {
    const { ExecutorId, ExecutorState = "-" } = change.executor;
    const before = change.type === "joined" ? "joined, " : `${change.previous ?? "-"} → `;
    const start = `${clock(at)}  ${clean(ExecutorId)}  ${clean(before)}`;
    const state = clean(ExecutorState);
    if (start.length + state.length > width) return fit(start + state, width);
    return start + this.#paint(state, stateStyle(ExecutorState));
  }
}

/** Cuts the rows of a table to a height, and counts the missing ones. */
function cutRows(lines: readonly string[], height: number): string[] {
  if (lines.length <= height) return [...lines];
  const shown = Math.max(1, height - 1);
  return [...lines.slice(0, shown), `… and ${lines.length - shown} more`];
}
