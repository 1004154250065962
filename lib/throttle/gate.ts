/**
 * Keeps to the configured limit. A caller enters it last, when no cool-down and no learned rate holds it back. At most
 * one caller is inside at a time.
 */
export interface Gate {
  /**
   * Resolves to `true` when the caller may go, to `false` when it was called off. `weight` is for how many calls at the
   * full rate this one counts: 1, or more while the rate is lowered. Rejects if the gate cannot decide.
   */
  enter(weight: number): Promise<boolean>;
  /** Cancels a pending `enter()`. Calls already admitted still count. */
  callOff(): void;
  /** When the last caller was admitted (`performance.now()`, ms), which may be before `enter()` resolves. Optional. */
  readonly enteredAt?: number;
}
