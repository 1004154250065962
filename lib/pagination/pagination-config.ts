import { checkFunction, checkInteger, checkSignal } from "../common/checks.js";
import type { PaginationEvent } from "../events/pagination-event.js";

/** Options of everything paginated. */
export interface PaginationConfig {
  /**
   * Maximum number of items to yield, an integer >= 0. `0` sends no request.
   *
   * @default no limit
   */
  readonly maxItems?: number | undefined;
  /**
   * Pages to fetch ahead, an integer >= 0. Starts with the third item, or with the second page of `pages()`, so that
   * taking only the first costs one call. Never fetches beyond a limit.
   *
   * @default 1
   */
  readonly prefetch?: number | undefined;
  /**
   * Rejects every iteration at once with the signal's own `reason`.
   *
   * @default undefined
   */
  readonly abortSignal?: AbortSignal | undefined;
  /**
   * Called for each event. Exceptions it throws are ignored.
   *
   * @default undefined
   */
  readonly onEvent?: ((event: PaginationEvent) => void) | undefined;
}

/** {@link PaginationConfig}, checked, with every default filled in. */
export interface PaginationSettings {
  readonly maxItems: number;
  readonly prefetch: number;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: ((event: PaginationEvent) => void) | undefined;
}

/** Validates how a listing is iterated, and fills in defaults. */
export function paginationSettings(config: PaginationConfig): PaginationSettings {
  const { maxItems, prefetch = 1, abortSignal: signal, onEvent } = config;
  if (maxItems !== undefined) checkInteger("maxItems", maxItems, 0);
  checkInteger("prefetch", prefetch, 0);
  if (signal !== undefined) checkSignal("abortSignal", signal);
  if (onEvent !== undefined) checkFunction("onEvent", onEvent);
  return { maxItems: maxItems ?? Infinity, prefetch, signal, onEvent };
}
