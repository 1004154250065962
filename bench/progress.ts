import type { Progress } from "./bench-case.js";

/** Reports progress on stderr. Updates one line on a terminal, and prints new lines elsewhere. */
export function progressOf(name: string): Progress {
  const { isTTY } = process.stderr;
  return (text) => {
    process.stderr.write(isTTY ? `\r\u001b[K${name}: ${text}` : `${name}: ${text}\n`);
  };
}

/** Clears the progress line on a terminal. */
export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}
