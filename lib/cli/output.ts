import { OutputError } from "./failure.js";
import { fit, isTerminal } from "./terminal.js";

const CLEAR_LINE = "\r\u001B[2K";

/** Whether the last text on stderr is a progress line, which the next output has to clear. */
let hasProgress = false;

/** Keeps failed writes from ending the process: those to stdout reject, those to stderr are ignored. */
export function watchStreams(): void {
  process.stdout.on("error", ignore);
  process.stderr.on("error", ignore);
}

/**
 * Writes to stdout.
 *
 * @returns when the text has been handed to the system, so that a slow reader slows the command down.
 * @throws OutputError (as a rejection) if the reader has left or the disk is full.
 */
export async function print(text: string): Promise<void> {
  clearProgress();
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error) reject(new OutputError(error));
      else resolve();
    });
  });
}

/** Writes lines to stdout. */
export async function printLines(lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await print(`${lines.join("\n")}\n`);
}

/** Writes one line to stderr, over a progress line or the `^C` that a terminal echoes. */
export function note(line: string): void {
  hasProgress = false;
  process.stderr.write(`${isTerminal(process.stderr) ? CLEAR_LINE : ""}${line}\n`);
}

/** Shows a line on stderr until something else is written. Without a terminal it is not shown. */
export function showProgress(line: string): void {
  if (!isTerminal(process.stderr)) return;
  hasProgress = true;
  process.stderr.write(CLEAR_LINE + fit(line, process.stderr.columns - 1));
}

/** Clears the progress line. */
export function clearProgress(): void {
  if (hasProgress) process.stderr.write(CLEAR_LINE);
  hasProgress = false;
}

function ignore(): void {
  // Reported to the callback of the write.
}
