import { hasRedisServer } from "../../spec/support/redis-server.js";
import type { BenchCase, Row } from "../bench-case.js";
import { sharedQuotaFigures, type SharedIn, type SharedQuotaFigures } from "../shared-quota.js";
import { atMost, exactly, type Target } from "../targets.js";

const SESSIONS = 80;
const RATE = 10; // calls per second, for the quota and for each throttle

const ways: Readonly<Record<SharedIn, string>> = {
  redis: "redisThrottle over Redis",
  cluster: "redisThrottle over a Redis Cluster of three nodes",
  valkey: "redisThrottle over Valkey",
  nowhere: "createThrottle in each process",
};

/** Four processes under one quota. All of the time is spent waiting for the quota, so one round is enough. */
export const sharedQuota: BenchCase = {
  name: "shared-quota",
  title: "80 sessions × 3 pages in 4 processes, quota of 10 calls/s: one shared throttle, or a throttle per process",
  async run({ progress }) {
    if (!hasRedisServer()) return { skipped: "no redis-server on the PATH" };
    progress("about 30 seconds");
    const stores: SharedIn[] = ["redis", "cluster"];
    if (hasRedisServer("valkey-server")) stores.push("valkey");
    const shared = await Promise.all([...stores, "nowhere" as const].map(figuresOf));
    return {
      columns,
      rows: shared.map(({ way, figures }) => row(way, figures)),
      targets: shared.slice(0, -1).flatMap(targets),
    };
  },
};

interface Played {
  readonly way: string;
  readonly figures: SharedQuotaFigures;
}

async function figuresOf(sharedIn: SharedIn): Promise<Played> {
  const quota = { rate: RATE, burst: RATE };
  return { way: ways[sharedIn], figures: await sharedQuotaFigures({ sharedIn, pages: 3, quota, limit: RATE }) };
}

function targets({ way, figures: { complete, rejected, ratio } }: Played): Target[] {
  return [
    exactly(`shared quota, ${way}: complete sessions`, [complete], SESSIONS),
    atMost(`shared quota, ${way}: share rejected`, [rejected], 0.01),
    atMost(`shared quota, ${way}: × the lower bound`, [ratio], 1.15),
  ];
}

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
