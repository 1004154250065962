const format = new Intl.DateTimeFormat("en-GB", {
  day: "2-digit",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** Formats a local time with a fixed width, such as `22 Nov 19:03:41`. */
export function clock(time: Date): string {
  return format.format(time).replace(",", "");
}
