/**
 * Which pages of a listing are empty all the same: their numbers, from 1, or a function that says it of a number. An empty page gives
 * a fresh token, and the next page goes on where the one before it ended: nothing is left out. A function that is always `true` makes a
 * listing that never ends and never repeats a token; what a function throws is answered as a 500.
 *
 * @example
 * ```ts
 * import type { LocalEmptyPages } from "athena-executors/testing";
 *
 * export const everyThird: LocalEmptyPages = (page) => page % 3 === 0;
 * export const aThousandInARow: LocalEmptyPages = (page) => page > 2 && page <= 1002;
 * ```
 */
export type LocalEmptyPages = readonly number[] | ((page: number) => boolean);
