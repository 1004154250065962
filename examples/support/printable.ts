/** Characters that a terminal may obey: controls, directional marks, line separators. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Replaces what a terminal may obey: answers of a service are not to be trusted. */
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
