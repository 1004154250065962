import { hasRedisServer } from "../../spec/support/redis-server.js";
import type { BenchCase, Row } from "../bench-case.js";
import { sharedQuotaFigures, type SharedQuotaFigures } from "../shared-quota.js";
import { atMost, exactly } from "../targets.js";

const SESSIONS = 80;
const RATE = 10; // calls per second: the service's quota, and what each throttle is set to
const throttles = ["redis", "local"] as const;

/** One quota and four processes. They wait for it side by side, so that it is one round. */
export const sharedQuota: BenchCase = {
  name: "shared-quota",
  title: "80 sessions × 3 pages in 4 processes, one quota of 10 calls/s: a throttle shared over Redis, or one each",
  async run({ progress }) {
    if (!hasRedisServer()) return { skipped: "there is no redis-server on the PATH" };
    progress("half a minute");
    const [redis, local] = await Promise.all(
      throttles.map((throttle) =>
        sharedQuotaFigures({ throttle, pages: 3, quota: { rate: RATE, burst: RATE }, limit: RATE }),
      ),
    );
    if (redis === undefined || local === undefined) throw new Error("Expected figures of both throttles.");
    return {
      columns,
      rows: [row("redisThrottle", redis), row("createThrottle in each process", local)],
      targets: [
        exactly("shared quota, over Redis: complete sessions", [redis.complete], SESSIONS),
        atMost("shared quota, over Redis: share rejected, beside a throttle each", [redis.rejected], local.rejected),
      ],
    };
  },
};

const columns = [
  { key: "complete", title: "complete of 80", digits: 0 },
  { key: "rejected", title: "% rejected", digits: 1 },
  { key: "seconds", title: "seconds", digits: 1 },
  { key: "ratio", title: "× the lower bound", digits: 3 },
];

function row(way: string, { complete, rejected, seconds, ratio }: SharedQuotaFigures): Row {
  return {
    way,
    figures: { complete: [complete], rejected: [rejected * 100], seconds: [seconds], ratio: [ratio] },
  };
}
