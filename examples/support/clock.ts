const format = new Intl.DateTimeFormat("en-GB", {
  day: "2-digit",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** A time on the local clock, always of the same width: `22 Nov 19:03:41`. */
export function clock(time: Date): string {
  return format.format(time).replace(",", "");
}
