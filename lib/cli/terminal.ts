import type { WriteStream } from "node:tty";

/** `--color`: `auto` goes by the environment and the terminal. */
export type ColorChoice = "auto" | "on" | "off";

const DEFAULT_WIDTH = 80;
const RESET = "\u001B[0m";

/** Select Graphic Rendition codes. */
const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const;

/** The name of a text style. */
export type Style = keyof typeof CODES;

/** Adds a style to a text, or returns it as it is. */
export type Paint = (text: string, style: Style | undefined) => string;

type Stream = Pick<WriteStream, "isTTY" | "columns">;

/**
 * Returns whether a stream is a terminal that lines can be redrawn on. One that reports 0 columns or is called "dumb"
 * is not.
 */
export function isTerminal(stream: Stream): boolean {
  return stream.isTTY && stream.columns > 0 && process.env["TERM"] !== "dumb";
}

/** Returns the width of stdout: that of the terminal, else `COLUMNS`, else 80. */
export function widthOf(stream: Stream): number {
  if (stream.isTTY && stream.columns > 0) return stream.columns;
  const columns = Number(process.env["COLUMNS"]);
  return Number.isInteger(columns) && columns > 0 ? columns : DEFAULT_WIDTH;
}

/** Returns a function that colours text for a stream, or leaves it as it is. */
export function paintFor(stream: Stream, choice: ColorChoice): Paint {
  if (!hasColor(stream, choice)) return (text) => text;
  return (text, style) => (style === undefined ? text : `\u001B[${CODES[style]}m${text}${RESET}`);
}

function hasColor(stream: Stream, choice: ColorChoice): boolean {
  if (choice !== "auto") return choice === "on";
  const { NO_COLOR = "", FORCE_COLOR } = process.env;
  if (NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal(stream);
}

/** Characters that a terminal may obey: controls, directional marks, line and paragraph separators, lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Replaces the characters that a terminal may obey, so that an answer cannot move the cursor or break a line. */
export function clean(text: string): string {
  return text.replace(UNPRINTABLE, "\uFFFD");
}

/** Escapes the same characters in JSON, which loses nothing. */
export function cleanJson(json: string): string {
  return json.replace(UNPRINTABLE, (characters) =>
    Array.from({ length: characters.length }, (_, index) => {
      const code = characters.charCodeAt(index).toString(16);
      return `\\u${code.padStart(4, "0")}`;
    }).join(""),
  );
}

/** Cuts a text to a width. */
export function fit(text: string, width: number): string {
  const characters = Array.from(text);
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join("")}…`;
}

/** Returns how many columns a text takes. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
