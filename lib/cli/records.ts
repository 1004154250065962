import { clean, cleanJson } from "./terminal.js";

/** A value of a record; an absent one is empty in CSV, and `-` in text. */
export type Value = string | number | undefined;

/** Returns one record of a CSV file (RFC 4180). */
export function csvRecord(values: readonly Value[]): string {
  return `${values.map(csvField).join(",")}\r\n`;
}

/** Returns a line of text, its values separated by tabs. */
export function textLine(values: readonly Value[]): string {
  return `${values.map((value = "-") => clean(String(value))).join("\t")}\n`;
}

/** Returns a line of NDJSON. */
export function jsonLine(value: unknown): string {
  return `${cleanJson(JSON.stringify(value))}\n`;
}

/** Returns a JSON array with a line for each value. */
export function jsonArray(values: readonly unknown[]): string {
  const lines = values.map((value) => `  ${cleanJson(JSON.stringify(value))}`);
  return lines.length === 0 ? "[]\n" : `[\n${lines.join(",\n")}\n]\n`;
}

function csvField(value: Value = ""): string {
  const text = clean(String(value));
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
