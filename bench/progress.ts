import type { Progress } from "./bench-case.js";

/** Tells on stderr how far a case is: in place on a terminal, and a line each elsewhere. */
export function progressOf(name: string): Progress {
  const { isTTY } = process.stderr;
  return (text) => {
    process.stderr.write(isTTY ? `\r\u001b[K${name}: ${text}` : `${name}: ${text}\n`);
  };
}

/** Makes room for what is printed next. */
export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}
