/**
 * What a caller passes last, when no cool-down and no learned rate holds it back: it keeps to the configured limit. At
 * most one caller is inside at a time.
 */
export interface Gate {
  /**
   * Resolves to `true` when the caller may go, to `false` when it was called off. `weight` is for how many calls at the
   * full rate this one counts: 1, or more while the rate is lowered. Rejects when there is no telling.
   */
  enter(weight: number): Promise<boolean>;
  /** Sends away the caller inside, if there is one. Those who were let through still count. */
  callOff(): void;
}
