/** Characters that control a terminal: control characters, directional marks and line separators. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Replaces characters that control a terminal, because answers of a service are not trusted. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, "\uFFFD");
}

/** Returns a value as a line of NDJSON, in which the same characters are escaped. */
export function ndjsonLine(value: unknown): string {
  const json = JSON.stringify(value).replace(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${json}\n`;
}
