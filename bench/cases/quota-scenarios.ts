import type { LocalQuota } from "athena-executors/testing";

/** A quota of the service, and the targets of this package under it. */
export interface QuotaScenario {
  readonly name: string;
  /** Pages of each of the 20 sessions. */
  readonly pages: number;
  readonly quota: LocalQuota;
  /** A change of the quota after this many milliseconds. */
  readonly rise?: { readonly after: number; readonly rate: number; readonly burst: number };
  /** The throttle of this package. Default: the package's default throttle. */
  readonly throttle?: { readonly limit: number; readonly interval: number };
  /** Upper limits. In addition, every session has to be complete, and the SDK's adaptive retry has to take longer. */
  readonly targets?: { readonly rejected: number; readonly ratio: number };
}

const tenPerSecond = { rate: 10, burst: 10 };
const threePerSecond = { rate: 3, burst: 3 };

/** In the targets, `rejected` is a percentage of all calls, and `ratio` is a multiple of the lower bound. */
export const quotaScenarios: readonly QuotaScenario[] = [
  {
    name: "10/s, known",
    pages: 10,
    quota: tenPerSecond,
    throttle: { limit: 10, interval: 1000 },
    targets: { rejected: 0, ratio: 1.05 },
  },
  { name: "3/s, unknown", pages: 6, quota: threePerSecond, targets: { rejected: 5, ratio: 1.1 } },
  {
    name: "3/s, then 10/s",
    pages: 14,
    quota: threePerSecond,
    rise: { after: 10_000, ...tenPerSecond },
    throttle: { limit: 10, interval: 1000 },
  },
];

/** Returns the shortest time in which the quota allows this number of calls, in seconds. */
export function lowerBound({ quota, rise }: QuotaScenario, calls: number): number {
  const seconds = (calls - quota.burst) / quota.rate;
  if (rise === undefined || seconds * 1000 <= rise.after) return seconds;
  const before = quota.burst + (quota.rate * rise.after) / 1000;
  return rise.after / 1000 + (calls - before) / rise.rate;
}
