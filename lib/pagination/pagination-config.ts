import { checkFunction, checkInteger, checkSignal } from "../common/checks.js";
import type { PaginationEvent } from "../events/pagination-event.js";

/** How anything paginated is iterated. */
export interface PaginationConfig {
  /** How many items to yield at most, an integer >= 0; 0 yields and sends nothing. Default: no limit. */
  readonly maxItems?: number | undefined;
  /**
   * Pages fetched ahead while the consumer works, an integer >= 0. Items: from the second `next()` on that finds one in
   * hand, so that taking the first and leaving costs one call. Pages: from the second page on. Nothing that a limit
   * rules out is fetched. Default: 1.
   */
  readonly prefetch?: number | undefined;
  /** Ends every iteration at once, in whatever it waits for, with the signal's own `reason`. Default: none. */
  readonly abortSignal?: AbortSignal | undefined;
  /** Called with everything that happens. What it throws never reaches the iteration. Default: none. */
  readonly onEvent?: ((event: PaginationEvent) => void) | undefined;
}

/** {@link PaginationConfig}, checked, with every default filled in. */
export interface PaginationSettings {
  readonly maxItems: number;
  readonly prefetch: number;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: ((event: PaginationEvent) => void) | undefined;
}

export function paginationSettings(config: PaginationConfig): PaginationSettings {
  const { maxItems, prefetch = 1, abortSignal: signal, onEvent } = config;
  if (maxItems !== undefined) checkInteger("maxItems", maxItems, 0);
  checkInteger("prefetch", prefetch, 0);
  if (signal !== undefined) checkSignal("abortSignal", signal);
  if (onEvent !== undefined) checkFunction("onEvent", onEvent);
  return { maxItems: maxItems ?? Infinity, prefetch, signal, onEvent };
}
