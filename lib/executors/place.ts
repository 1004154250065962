import { hash } from "../hash/hash.js";
import type { ExecutorSummary } from "./executor-summary.js";
import { startMilliseconds } from "./executor-times.js";

/** More executors than this with one start time are not remembered one by one. */
const MOST_TIES = 100;

/**
 * How far a listing has come, in terms that outlive its tokens: the start time of the last executor, and which of the
 * executors with this time have come by. Ids are hashed, so that a place is small whatever the service calls them.
 */
export interface Place {
  /** Milliseconds since 1970; `Infinity` for executors without start time, which count as newest. */
  readonly time: number;
  /** The executors with this time that have come by, the last hundred of them. Under disorder: with whatever time. */
  readonly ties: readonly string[];
  /** The executor furthest down the list that has come by. */
  readonly last: string;
  /** The page on which that executor was; `undefined` if all that is known is that it came before the page to go on with. */
  readonly page: PageRequest | undefined;
  /** Too many came by with this time to remember them: of these, what lies behind the last one has not. */
  readonly isCrowded: boolean;
}

/** How a page was asked for. */
export interface PageRequest {
  /** `undefined` for the first page. */
  readonly token: string | undefined;
  readonly pageSize: number;
}

/** What came by on one page. */
export interface Passed {
  readonly page: PageRequest;
  readonly executors: readonly ExecutorSummary[];
  /** How many of them, the first ones, are listed before executors that had come by earlier. */
  readonly newTies: number;
  /** The times say nothing about what came before what. */
  readonly isDisordered: boolean;
}

/** Those up to the last one that was handed on; none if none was. */
export function upTo(last: ExecutorSummary | undefined, executors: readonly ExecutorSummary[]): ExecutorSummary[] {
  return last === undefined ? [] : executors.slice(0, executors.indexOf(last) + 1);
}

/** The place after what came by, which came after `before`. */
export function placeAfter(before: Place | undefined, passed: Passed): Place | undefined {
  const { page, executors, newTies, isDisordered } = passed;
  const last = executors.at(-1);
  if (last === undefined) return before;
  const time = startMilliseconds(last);
  const isTie = (start: number): boolean => isDisordered || start === time;
  const firstTie = 1 + executors.findLastIndex((executor) => !isTie(startMilliseconds(executor)));
  const earlier = before && firstTie === 0 && isTie(before.time) ? before : undefined;
  const ties = executors.slice(firstTie).map(({ ExecutorId }) => hash(ExecutorId));
  const allTies = earlier ? [...earlier.ties, ...ties] : ties;
  const position = before && executors.length <= newTies ? before : { page, last: hash(last.ExecutorId) };
  return {
    page: position.page,
    time,
    ties: allTies.slice(-MOST_TIES),
    last: position.last,
    isCrowded: allTies.length > MOST_TIES || earlier?.isCrowded === true,
  };
}
