/** A call quota as AWS describes it: a bucket of `burst` calls that fills by `rate` calls per second. */
export interface LocalQuota {
  /** Calls per second, > 0. */
  readonly rate: number;
  /** How many calls are let through at once when nothing was called for a while, an integer >= 1. */
  readonly burst: number;
}
