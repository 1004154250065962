/**
 * What a caller passes last, when no cool-down and no learned rate holds it back: it keeps to the configured limit. At
 * most one caller is inside at a time.
 */
export interface Gate {
  /** The longest time for which a call that was let through counts against the limit, in milliseconds. */
  readonly interval: number;
  /**
   * Resolves to `true` when the caller may go, to `false` when it was called off. `weight` is for how many calls at the
   * full rate this one counts: 1, or more while the rate is lowered. Rejects when there is no telling.
   */
  enter(weight: number): Promise<boolean>;
  /** Sends away the caller inside. `true` if the calls that were let through are forgotten with that. */
  callOff(): boolean;
}
