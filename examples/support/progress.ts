import type { PaginationEvent } from "athena-executors";
import { errorLine } from "./error-line.js";

const CLEAR_LINE = "\r\u001B[2K";
const QUIET_TIME = 30_000; // ms between two lines about retries without a terminal

/**
 * Creates a listener for `onEvent` that reports the reason of each retry on stderr. On a terminal it also reports the
 * progress of a listing.
 */
export function progress(what: string): (event: PaginationEvent) => void {
  let items = 0;
  let noted = -Infinity;
  return (event) => {
    if (event.type === "page") {
      items += event.yielded;
      redraw(`Page ${event.page}: ${items} ${what} so far`);
    } else if (event.type === "retry") {
      const line = `${errorLine(event.error)} Attempt ${event.attempt + 1} follows.`;
      if (canRedraw()) redraw(line);
      else if (performance.now() - noted >= QUIET_TIME) {
        noted = performance.now();
        console.error(line);
      }
    } else if (event.type === "end" && canRedraw()) {
      process.stderr.write(CLEAR_LINE);
    }
  };
}

/** A terminal that reports 0 columns or is called "dumb" gets plain lines. */
function canRedraw(): boolean {
  return process.stderr.isTTY && process.stderr.columns > 0 && process.env["TERM"] !== "dumb";
}

function redraw(line: string): void {
  if (canRedraw()) process.stderr.write(CLEAR_LINE + line.slice(0, process.stderr.columns - 1));
}
