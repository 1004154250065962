/**
 * Runs tests of `redisThrottle` that take too long for specs, and prints the results:
 * `npx tsx scripts/redis-outages.ts [outages] [scale] [distance] [--seconds 10,30,60]`. Needs a `redis-server` on the
 * PATH. All traffic stays on the loopback interface. Outages of 10, 30 and 60 s take about two and a half minutes.
 * Exits with 1 if a call waits too long or the limit is exceeded.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { isThrottleUnavailableError, redisThrottle, type RedisClient, type Throttle } from "athena-executors/redis";
import { Redis } from "ioredis";
import oldestIoredis from "ioredis-oldest";
import { createClient } from "redis";
import { createClient as createClient5 } from "redis-5";
import { startRedisServer, type RedisServer } from "../spec/support/redis-server.js";
import { startTcpProxy, type TcpProxy } from "../spec/support/tcp-proxy.js";

const RECONNECT = 100; // ms
const host = "127.0.0.1";
const retryStrategy = (): number => RECONNECT;

interface OpenClient {
  readonly redis: RedisClient;
  readonly close: () => void;
}

const clients: Readonly<Record<string, (port: number) => OpenClient>> = {
  "ioredis 6": (port) => ofIoredis(new Redis(port, host, { retryStrategy })),
  "ioredis 6, no retry limit": (port) =>
    ofIoredis(new Redis(port, host, { retryStrategy, maxRetriesPerRequest: null })),
  "ioredis 5": (port) => ofIoredis(new oldestIoredis.default(port, host, { retryStrategy })),
  "redis 6": (port) => ofNodeRedis(createClient({ socket: { port, host, reconnectStrategy: RECONNECT } })),
  "redis 5": (port) => ofNodeRedis(createClient5({ socket: { port, host, reconnectStrategy: RECONNECT } })),
};

function ofIoredis(redis: Redis | InstanceType<typeof oldestIoredis.default>): OpenClient {
  redis.on("error", ignore);
  return {
    redis,
    close: () => {
      redis.disconnect();
    },
  };
}

function ofNodeRedis(redis: ReturnType<typeof createClient> | ReturnType<typeof createClient5>): OpenClient {
  redis.on("error", ignore);
  redis.connect().catch(ignore);
  return {
    redis,
    close: () => {
      redis.destroy();
    },
  };
}

interface Place {
  readonly server: RedisServer;
  readonly proxy: TcpProxy;
}

interface Break {
  readonly begin: (place: Place) => Promise<void> | void;
  readonly end: (place: Place) => Promise<void> | void;
}

const breaks: Readonly<Record<string, Break>> = {
  stopped: { begin: ({ server }) => server.kill(), end: ({ server }) => server.restart() },
  hung: {
    begin: ({ server }) => {
      server.pause();
    },
    end: ({ server }) => {
      server.resume();
    },
  },
  cut: {
    begin: ({ proxy }) => {
      proxy.cut();
    },
    end: ({ proxy }) => {
      proxy.mend();
    },
  },
};

const LIMIT = 4;
const INTERVAL = 1000;
const TIMEOUT = 1000;
const PROCESSES = 2;
const BEFORE = 2; // s
const AFTER = 6; // s

/** The results of one process, which makes one call after another. */
interface Log {
  readonly grants: number[];
  refusals: number;
  /** The longest time from a call to its refusal, in ms. */
  slowestRefusal: number;
  /** Time of the first grant over Redis after the repair. */
  backAt: number;
  /** The longest wait for a grant after the repair, in ms, including refused attempts. */
  longestWait: number;
}

async function callUntil(throttle: Throttle, isOver: () => boolean, repairedAt: () => number): Promise<Log> {
  const log: Log = { grants: [], refusals: 0, slowestRefusal: 0, backAt: Infinity, longestWait: 0 };
  let waitsSince = performance.now();
  while (!isOver()) {
    const start = performance.now();
    try {
      await throttle.acquire();
      const now = performance.now();
      log.grants.push(now);
      if (throttle.degradedBy === undefined && now > repairedAt()) log.backAt = Math.min(log.backAt, now);
      // The time before the repair does not count.
      if (now > repairedAt()) log.longestWait = Math.max(log.longestWait, now - Math.max(waitsSince, repairedAt()));
      waitsSince = now;
    } catch (error) {
      if (!isThrottleUnavailableError(error)) throw error;
      log.refusals += 1;
      log.slowestRefusal = Math.max(log.slowestRefusal, performance.now() - start);
      await sleep(50);
    }
  }
  return log;
}

/** Returns the maximum number of grants in any interval of `length` ms that begins at `from` or later. */
function mostIn(grants: readonly number[], length: number, from = -Infinity): number {
  const sorted = grants.filter((grant) => grant >= from).sort((one, other) => one - other);
  let most = 0;
  for (let first = 0, last = 0; last < sorted.length; last += 1) {
    while (Number(sorted[last]) - Number(sorted[first]) >= length) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** Measures the delay of timers in this process. `stop` returns the longest delay in ms. */
function watchTimers(): { stop: () => number } {
  const pause = 5;
  let longest = 0;
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - before - pause);
    before = now;
  }, pause);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}

/** A row of the table. Times are in seconds. */
interface Row {
  readonly outage: string;
  readonly mode: string;
  readonly client: string;
  readonly "longest wait": number;
  readonly "at most": number;
  readonly "calls in 1 s": number;
  readonly limit: number;
  readonly rate: number;
  readonly "back after": number;
  readonly "slowest refusal": number;
  /** The longest delay of a timer after the repair. On a busy machine, late timers make calls wait too long. */
  readonly "timers late": number;
  readonly ok: boolean;
}

async function playOutage(name: string, { begin, end }: Break, seconds: number): Promise<Row[]> {
  const server = await startRedisServer();
  const proxy = await startTcpProxy(server.port);
  const opened: OpenClient[] = [];
  let repairedAt = Infinity;
  let isOver = false;
  const played = Object.entries(clients).flatMap(([client, open]) =>
    (["local", "throw"] as const).map(async (mode) => {
      const key = randomUUID();
      const logs = Array.from({ length: PROCESSES }, async () => {
        const made = open(proxy.port);
        opened.push(made);
        const options = { redis: made.redis, key, limit: LIMIT, interval: INTERVAL, timeout: TIMEOUT };
        return callUntil(
          redisThrottle({ ...options, whenUnavailable: mode }),
          () => isOver,
          () => repairedAt,
        );
      });
      return { client, mode, logs: await Promise.all(logs) };
    }),
  );
  await sleep(BEFORE * 1000);
  await begin({ server, proxy });
  await sleep(seconds * 1000);
  await end({ server, proxy });
  repairedAt = performance.now();
  const timers = watchTimers();
  await sleep(AFTER * 1000);
  const late = timers.stop();
  isOver = true;
  const rows = (await Promise.all(played)).map(({ client, mode, logs }): Row => {
    const grants = logs.flatMap((log) => log.grants);
    const after = grants.filter((grant) => grant >= repairedAt && grant < repairedAt + AFTER * 1000).length;
    const wait = Math.max(...logs.map((log) => log.longestWait));
    const most = mostIn(grants, INTERVAL, repairedAt - INTERVAL);
    return {
      outage: `${name} ${String(seconds)} s`,
      mode,
      client,
      "longest wait": rounded(wait / 1000),
      "at most": (TIMEOUT + INTERVAL) / 1000,
      "calls in 1 s": most,
      limit: LIMIT,
      rate: rounded(after / AFTER / LIMIT),
      "back after": rounded((Math.max(...logs.map((log) => log.backAt)) - repairedAt) / 1000),
      "slowest refusal": rounded(Math.max(...logs.map((log) => log.slowestRefusal)) / 1000),
      "timers late": rounded(late / 1000),
      ok: wait <= TIMEOUT + INTERVAL && most <= LIMIT,
    };
  });
  for (const { close } of opened) close();
  await proxy.close();
  await server.kill();
  return rows;
}

/** Measures 64 throttles, each with its own connection. */
async function playScale(): Promise<void> {
  const [processes, limit, calls] = [64, 100, 6000];
  const server = await startRedisServer();
  const key = randomUUID();
  const opened = Array.from({ length: processes }, () => ofIoredis(new Redis(server.port, host)));
  const admin = new Redis(server.port, host);
  await Promise.all(opened.map(async ({ redis }) => once(redis as Redis, "ready")));
  await admin.config("RESETSTAT");
  const grants: number[] = [];
  const shares = opened.map(() => 0);
  let asked = 0;
  const call = async (throttle: Throttle, index: number): Promise<void> => {
    while (asked < calls) {
      asked += 1;
      await throttle.acquire();
      grants.push(performance.now());
      shares[index] = (shares[index] ?? 0) + 1;
    }
  };
  await Promise.all(
    opened.flatMap(({ redis }, index) => {
      const throttle = redisThrottle({ redis, key, limit, interval: 1000 });
      return Array.from({ length: 4 }, () => call(throttle, index));
    }),
  );
  const commands = /cmdstat_eval:calls=(\d+)/.exec(await admin.info("commandstats"))?.[1];
  const seconds = (Math.max(...grants) - Math.min(...grants)) / 1000;
  report("64 processes at 100/s", {
    grants: grants.length,
    rate: grants.length / seconds / limit,
    most: mostIn(grants, 1000),
    commands: Number(commands) / grants.length,
    smallest: Math.min(...shares) / (calls / processes),
  });
  for (const { close } of opened) close();
  admin.disconnect();
  await server.kill();
}

/** Measures one process at 10 calls/s and round trips of up to 300 ms. */
async function playDistance(): Promise<void> {
  for (const roundTrip of [0, 80, 150, 300]) {
    const server = await startRedisServer();
    const proxy = await startTcpProxy(server.port, roundTrip / 2);
    const { redis, close } = ofIoredis(new Redis(proxy.port, host));
    const throttle = redisThrottle({ redis, key: "distance", limit: 10, interval: 1000 });
    await throttle.acquire();
    const grants: number[] = [];
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        await throttle.acquire();
        grants.push(performance.now());
        order.push(index);
      }),
    );
    const alone = performance.now();
    for (let count = 0; count < 20; count += 1) await throttle.acquire();
    report(`a round trip of ${String(roundTrip)} ms at 10/s`, {
      rate: 199_000 / (Math.max(...grants) - Math.min(...grants)) / 10,
      most: mostIn(grants, 1000),
      "in order": Number(order.every((value, index) => value === index)),
      "one at a time": 20_000 / (performance.now() - alone) / 10,
    });
    close();
    await proxy.close();
    await server.kill();
  }
}

function report(name: string, figures: Readonly<Record<string, number>>): void {
  const texts = Object.entries(figures).map(([figure, value]) => `${figure} ${String(rounded(value))}`);
  console.log(`${name}: ${texts.join(", ")}`);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function ignore(): void {
  // Broken connections are expected.
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string", default: "10,30,60" } },
});
const parts = positionals.length === 0 ? ["scale", "distance", "outages"] : positionals;
if (parts.includes("scale")) await playScale();
if (parts.includes("distance")) await playDistance();
if (parts.includes("outages")) {
  const rows: Row[] = [];
  for (const seconds of values.seconds.split(",").map(Number)) {
    rows.push(
      ...(await Promise.all(Object.entries(breaks).map(([name, how]) => playOutage(name, how, seconds)))).flat(),
    );
  }
  console.table(rows);
  const broken = rows.filter(({ ok }) => !ok).length;
  console.log(`${String(broken)} of ${String(rows.length)} failed`);
  if (broken > 0) process.exitCode = 1;
}
