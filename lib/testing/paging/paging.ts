import { checkArray, checkInteger, checkObject } from "../../common/checks.js";
import { checkKnown } from "../../common/option-names.js";
import { nextPlace, readPageToken, writePageToken, type Place } from "./page-token.js";
import { refusedToken, TokenLives, type LocalTokens } from "./tokens.js";

/** Page size without `MaxResults`. The default of the service is not documented. */
const DEFAULT_PAGE_SIZE = 100;

const PAGED_OPERATIONS = ["ListExecutors", "ListSessions", "ListCalculationExecutions"] as const;

/**
 * Pages of a listing that are empty although more follow: their numbers, from 1, or a function of the number. An empty
 * page has a new token, and no executor is left out. If the function throws, the request is answered with status 500.
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

export function checkEmptyPages(emptyPages: LocalEmptyPages): void {
  if (typeof emptyPages === "function") return;
  checkArray("emptyPages", emptyPages, "an array or a function");
  emptyPages.forEach((page, index) => {
    checkInteger(`emptyPages[${index}]`, page, 1);
  });
}

/** Throws a `TypeError` for bad page limits. */
export function checkPageLimits(limits: LocalPageLimits): void {
  checkObject("pageLimits", limits);
  checkKnown("pageLimits", limits, PAGED_OPERATIONS);
  for (const operation of PAGED_OPERATIONS) {
    const limit = limits[operation];
    if (limit !== undefined) checkInteger(`pageLimits.${operation}`, limit, 1, DEFAULT_PAGE_SIZE);
  }
}

/** Largest page of each list operation, an integer from 1 to 100. Without one, `MaxResults` decides. */
export interface LocalPageLimits {
  /** Executors on a page. */
  readonly ListExecutors?: number | undefined;
  /** Sessions on a page. */
  readonly ListSessions?: number | undefined;
  /** Calculations on a page. */
  readonly ListCalculationExecutions?: number | undefined;
}

/** Paging options of an endpoint, with their defaults. */
export interface PagingHabits {
  readonly tokenOnFullPage: boolean;
  readonly emptyPages: LocalEmptyPages;
  readonly pageLimits: LocalPageLimits;
  readonly tokens: LocalTokens;
}

/** A request for a page. */
export interface PageRequest {
  readonly operation: keyof LocalPageLimits;
  /** Identity of the listing. A token is valid only in its own scope. */
  readonly scope: string;
  readonly MaxResults: number | undefined;
  /** Empty or `undefined` for the first page. */
  readonly NextToken: string | undefined;
  /** Arrival time in ms. */
  readonly at: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly NextToken: string | undefined;
}

/** Cuts lists into pages. */
export class Paging {
  readonly #habits: PagingHabits;
  readonly #lives: TokenLives;
  readonly #isEmpty: (page: number) => boolean;
  /** Number of the first page; 0 if no option depends on page numbers. */
  readonly #firstPage: 0 | 1;

  constructor(habits: PagingHabits) {
    const { emptyPages, tokens } = habits;
    this.#habits = habits;
    this.#lives = new TokenLives(tokens);
    this.#isEmpty = typeof emptyPages === "function" ? emptyPages : isIn(emptyPages);
    const isNumbered = tokens.cycle !== undefined || typeof emptyPages === "function" || emptyPages.length > 0;
    this.#firstPage = isNumbered ? 1 : 0;
  }

  /** Returns the place of a request, `undefined` for the first page. Throws the service's error for a refused token. */
  open({ scope, NextToken: token = "", at }: PageRequest): Place | undefined {
    if (token === "") return undefined;
    const place = readPageToken(scope, token);
    if (place === undefined || !this.#lives.use(token, at)) throw refusedToken(token, this.#habits.tokens.refusal);
    return place;
  }

  /** Invalidates all earlier tokens. */
  expireTokens(): void {
    this.#lives.expire();
  }

  /** Cuts the page at a place from the current list. */
  cut<Item>(list: Sliceable<Item>, place: Place | undefined, request: PageRequest): Page<Item> {
    const { MaxResults = DEFAULT_PAGE_SIZE, operation, scope, at } = request;
    const size = Math.min(MaxResults, this.#habits.pageLimits[operation] ?? MaxResults);
    const start = place === undefined ? 0 : this.#index(place.position, list.length);
    const page = place?.page ?? this.#firstPage;
    const isEmpty = this.#isEmpty(page);
    const items = isEmpty ? [] : list.slice(start, start + size);
    const end = start + items.length;
    const isFull = items.length === size;
    if (!isEmpty && !this.#goesOn(end < list.length, isFull)) return { items, NextToken: undefined };
    const here = { position: this.#position(start, list.length), page, cycleStart: place?.cycleStart ?? 0 };
    const next = nextPlace(here, this.#position(end, list.length), this.#habits.tokens.cycle);
    return { items, NextToken: this.#give(writePageToken(scope, next), at) };
  }

  #goesOn(isMoreLeft: boolean, isFull: boolean): boolean {
    const { tokens, tokenOnFullPage } = this.#habits;
    return tokens.cycle !== undefined || isMoreLeft || (tokenOnFullPage && isFull);
  }

  #position(index: number, length: number): number {
    return this.#habits.tokens.countFrom === "oldest" ? length - index : index;
  }

  #index(position: number, length: number): number {
    return this.#habits.tokens.countFrom === "oldest" ? Math.max(0, length - position) : position;
  }

  #give(token: string, at: number): string {
    this.#lives.give(token, at);
    return token;
  }
}

function isIn(pages: readonly number[]): (page: number) => boolean {
  const numbers = new Set(pages);
  return (page) => numbers.has(page);
}

/** A list that can be paged: an array, or a source that creates its items on demand. */
export interface Sliceable<Item> {
  readonly length: number;
  slice(start: number, end: number): readonly Item[];
}

/** Joins two lists without copying them. */
export function joinedSlices<Item>(front: Sliceable<Item>, back: Sliceable<Item>): Sliceable<Item> {
  if (front.length === 0) return back;
  const { length } = front;
  return {
    length: length + back.length,
    slice: (start, end) => {
      const head = front.slice(start, end);
      return end <= length ? head : [...head, ...back.slice(Math.max(0, start - length), end - length)];
    },
  };
}
