import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { redisThrottleSettings } from "../../lib/redis/redis-throttle-options.js";
import { SharedLine, type Place } from "../../lib/redis/shared-line.js";
import { until } from "../support/waiting.js";
import { ioredis } from "../support/redis-clients.js";
import { describeWithRedis, redisOfTest } from "../support/shared-redis.js";

const { signal } = new AbortController();
const rate = { limit: 10, interval: 1000 };

describeWithRedis("A place in the line", (server) => {
  it.each([
    { limit: 10, interval: 1000, gap: 102 },
    { limit: 10, interval: 2000, gap: 204 },
    { limit: 600, interval: 60_000, gap: 100 + 5 / 60 },
    { limit: 0.5, interval: 1000, gap: 2040 },
    { limit: 3, interval: 1000, gap: 340 },
    { limit: 1, interval: 2 ** 31 - 1, gap: 2 ** 31 + 49 },
  ])("comes $gap ms after the last at $limit calls in $interval ms", async ({ gap, ...rate }) => {
    const line = new SharedLine(redisThrottleSettings({ redis: ioredis(server().port), key: randomUUID(), ...rate }));
    const places: Place[] = [];
    for (const weight of [1, 1.5, 1]) places.push(await line.take(weight, signal));
    const [first = NaN, second = NaN, third = NaN] = places.map(({ redisTurn }) => redisTurn);
    expect(second - first).toBeCloseTo(gap, 2);
    expect(third - second).toBeCloseTo(1.5 * gap, 2);
  });

  it("is immediate after a pause without callers", async () => {
    const line = new SharedLine(redisThrottleSettings({ redis: ioredis(server().port), key: randomUUID(), ...rate }));
    await line.take(1, signal);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = performance.now();
    const first = await line.take(1, signal);
    expect(first.turn).toBeGreaterThanOrEqual(asked);
    expect((await line.take(1, signal)).redisTurn - first.redisTurn).toBeCloseTo(102, 2);
  });

  it("is not taken by a command that a hung server runs too late", async () => {
    const server = await redisOfTest();
    const redis = ioredis(server.port);
    const options = { redis, key: randomUUID(), limit: 1, interval: 1000, timeout: 300 };
    const line = new SharedLine(redisThrottleSettings(options));
    const { redisTurn } = await line.take(1, signal);
    server.pause();
    const calls = await Promise.allSettled(Array.from({ length: 20 }, () => line.take(1, signal)));
    expect(calls.map(({ status }) => status)).toEqual(calls.map(() => "rejected"));
    server.resume();
    await until(async () => {
      await line.ask();
    });
    expect(Number(await redis.hget(`athena-executors:${options.key}`, "free"))).toBeCloseTo((redisTurn + 1020) * 1000);
  });

  it("is not requested before the Redis time is known", async () => {
    const server = await redisOfTest();
    const redis = ioredis(server.port);
    const options = { redis, key: randomUUID(), ...rate, timeout: 100 };
    await redis.ping();
    server.pause();
    await expect(new SharedLine(redisThrottleSettings(options)).take(1, signal)).rejects.toThrow("within 100 ms");
    server.resume();
    await redis.ping();
    expect(await redis.hget(`athena-executors:${options.key}`, "free")).toMatch(/^0$/);
  });
});

describeWithRedis("A clock of Redis", (server) => {
  /** Creates a line over a Redis whose clock is set forward by `step` ms, or back if negative. */
  function lineWithClock(timeout = 1000) {
    const redis = ioredis(server().port);
    const clock = { step: 0 };
    const shifted = {
      isOpen: true,
      eval: (script: string, { keys, arguments: values }: { keys: string[]; arguments: string[] }) => {
        const now = `local now = time[1] * 1000000 + time[2] + (${String(clock.step * 1000)})`;
        return redis.eval(script.replace(/local now = .*/, now), 1, ...keys, ...values);
      },
    };
    const settings = redisThrottleSettings({ redis: shifted, key: randomUUID(), ...rate, timeout });
    return { line: new SharedLine(settings), clock };
  }

  it.each([500, 30_000, 86_400_000])("that is set back by %i ms delays no caller, and is reported", async (step) => {
    const { line, clock } = lineWithClock();
    await line.take(1, signal);
    await line.take(1, signal);
    expect(line.degradedBy).toBeUndefined();
    clock.step = -step;
    const { turn } = await line.take(1, signal);
    expect(turn - performance.now()).toBeLessThanOrEqual(300);
    if (step < 1000) expect(line.degradedBy).toBeUndefined();
    else expect(String(line.degradedBy)).toMatch(/^Error: The clock of Redis was set back by \d+ s\. Check/);
  });

  it("that is set back does not change a cool-down", async () => {
    const { line, clock } = lineWithClock();
    await line.take(1, signal);
    const start = performance.now();
    await line.hold(2000);
    await line.ask();
    clock.step = -30_000;
    const { turn } = await line.take(1, signal);
    expect(turn - start).toBeGreaterThanOrEqual(2000);
    expect(turn - performance.now()).toBeLessThanOrEqual(2300);
  });

  it("that is set forward delays no caller", async () => {
    const { line, clock } = lineWithClock();
    await line.take(1, signal);
    clock.step = 30_000;
    const { turn } = await line.take(1, signal);
    expect(turn - performance.now()).toBeLessThanOrEqual(300);
  });
});

describeWithRedis("A cool-down of the line", (server) => {
  const newLine = (key: string, redis = ioredis(server().port)): SharedLine =>
    new SharedLine(redisThrottleSettings({ redis, key, ...rate }));

  it("is the longest of several concurrent ones", async () => {
    const clients = [1, 2, 3, 4].map(() => ioredis(server().port));
    for (let round = 0; round < 10; round += 1) {
      const key = randomUUID();
      const lines = clients.map((redis) => newLine(key, redis));
      const start = performance.now();
      await Promise.all(lines.map((line, index) => line.hold(5000 / (index + 1))));
      const turns = await Promise.all(lines.map((line) => line.take(1, signal)));
      for (const { turn } of turns) expect(turn - start).toBeGreaterThanOrEqual(5000);
    }
  });

  it.each([1, 60, 999, 1000, 2500])("of %i ms lasts about that long", async (ms) => {
    const line = newLine(randomUUID());
    await line.take(1, signal);
    const start = performance.now();
    await line.hold(ms);
    const { turn } = await line.take(1, signal);
    expect(turn - start).toBeGreaterThanOrEqual(ms);
    // The gap, and some time for a slow machine.
    expect(turn - start).toBeLessThan(ms + 5000);
  });

  it("takes away earlier places, but not later ones", async () => {
    const line = newLine(randomUUID());
    const before = await line.take(1, signal);
    expect((await line.heldUntil(signal)).redis).toBeLessThanOrEqual(before.redisTurn);
    await line.hold(30_000);
    const after = await line.take(1, signal);
    const held = await line.heldUntil(signal);
    expect(held.redis).toBeGreaterThan(before.redisTurn);
    expect(held.redis).toBeLessThanOrEqual(after.redisTurn);
  });

  it("of 0 ms is not stored", async () => {
    const key = randomUUID();
    await newLine(key).hold(0);
    expect(await ioredis(server().port).exists(`athena-executors:${key}`)).toBe(0);
  });

  it("of infinite length lasts as long as the longest timer", async () => {
    const key = randomUUID();
    const line = newLine(key);
    await line.hold(Infinity);
    const { turn } = await line.take(1, signal);
    expect(turn - performance.now()).toBeGreaterThan(2 ** 31 - 10_000);
  });

  it("that reaches Redis after its end delays no caller", async () => {
    const server = await redisOfTest();
    const redis = ioredis(server.port);
    const line = newLine(randomUUID(), redis);
    await line.take(1, signal);
    server.pause();
    const told = line.hold(400);
    await new Promise((resolve) => setTimeout(resolve, 600));
    server.resume();
    await told;
    const { turn } = await line.take(1, signal);
    expect(turn - performance.now()).toBeLessThanOrEqual(200);
  });
});

// Processes with two versions of 1.x share a line. These specs have to stay as they are until 2.0.
describeWithRedis("The line as 1.0 writes it", (server) => {
  it.each([
    ["a place follows those that are taken", { free: 60_000_000, held: 0 }],
    ["a cool-down holds every place", { free: 0, held: 30_000_000 }],
  ])("is continued: %s", async (_rule, { free, held }) => {
    const redis = ioredis(server().port);
    const key = randomUUID();
    const [seconds, microseconds] = await redis.time();
    const now = Number(seconds) * 1e6 + Number(microseconds);
    const times = { free: String(now + free), held: String(now + held), seen: String(now) };
    await redis.hset(`athena-executors:${key}`, times);
    const line = new SharedLine(redisThrottleSettings({ redis, key, ...rate }));
    expect((await line.take(1, signal)).redisTurn).toBeCloseTo((now + Math.max(free, held)) / 1000, 2);
  });

  it("is a hash of three times in microseconds", async () => {
    const redis = ioredis(server().port);
    const key = randomUUID();
    const { redisTurn } = await new SharedLine(redisThrottleSettings({ redis, key, ...rate })).take(1, signal);
    const line = await redis.hgetall(`athena-executors:${key}`);
    expect(Object.keys(line).sort()).toEqual(["free", "held", "seen"]);
    expect(Number(line["free"])).toBeCloseTo((redisTurn + 102) * 1000, -1);
    expect(Number(line["seen"])).toBeCloseTo(redisTurn * 1000, -1);
  });
});
