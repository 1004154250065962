import type { PaginationEvent } from "athena-executors";

const CLEAR_LINE = "\r\u001B[2K";

/** For `onEvent`: says on stderr how far a listing is, in one line that is redrawn in a terminal, else in plain lines. */
export function progress(what = "executors"): (event: PaginationEvent) => void {
  let items = 0;
  return (event) => {
    if (event.type === "page") {
      items += event.yielded;
      say(`Page ${event.page}: ${items} ${what} so far`);
    } else if (event.type === "retry") {
      say(`${nameOf(event.error)}: attempt ${event.attempt + 1} follows`);
    } else if (process.stderr.isTTY) {
      if (event.type === "request" && items === 0) say("Page 1: asked for");
      if (event.type === "end") process.stderr.write(CLEAR_LINE);
    }
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

function say(line: string): void {
  process.stderr.write(process.stderr.isTTY ? CLEAR_LINE + line : `${line}\n`);
}
