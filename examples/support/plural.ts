/** Returns a number and its noun: `1 executor`, `2 executors`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
