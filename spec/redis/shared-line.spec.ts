import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { redisThrottleSettings } from "../../lib/redis/redis-throttle-options.js";
import { SharedLine } from "../../lib/redis/shared-line.js";
import { ioredis } from "../support/redis-clients.js";
import { describeWithRedis } from "../support/shared-redis.js";

const { signal } = new AbortController();

describeWithRedis("A place in the line", (server) => {
  it.each([
    { taken: 0, places: 1, isGranted: true, toEnd: 1000 },
    { taken: 4, places: 1, isGranted: true, toEnd: 600 },
    { taken: 4, places: 3, isGranted: true, toEnd: 600 },
    { taken: 9, places: 1, isGranted: true, toEnd: 100 },
    { taken: 9, places: 5, isGranted: true, toEnd: 100 },
    // Those who are refused come back one after another, and do not all wake at once.
    { taken: 10, places: 1, isGranted: false, toEnd: 0 },
    { taken: 11, places: 1, isGranted: false, toEnd: -100 },
    { taken: 14, places: 2, isGranted: false, toEnd: -400 },
  ])("after $taken of 10, taking $places", async ({ taken, places, isGranted, toEnd }) => {
    const redis = ioredis(server().port);
    const key = randomUUID();
    await redis.set(`athena-executors:${key}`, taken, "EX", 1);
    const line = new SharedLine(redisThrottleSettings({ redis, key, limit: 10, interval: 1000 }));
    const asked = performance.now();
    const place = await line.take(places, signal);
    expect(place.isGranted).toBe(isGranted);
    expect(place.isHeld).toBe(false);
    expect(place.windowEnd - place.turn).toBeCloseTo(toEnd, 5);
    expect(place.windowEnd - asked).toBeGreaterThan(0);
    expect(await redis.get(`athena-executors:${key}`)).toBe(String(taken + places));
  });
});

describeWithRedis("A line that nobody has stood in for a while", (server) => {
  it.each([
    { limit: 1, interval: 1100 },
    { limit: 7, interval: 10_000 },
  ])("has places of about a second left, at $limit calls in $interval ms", async (rate) => {
    const redis = ioredis(server().port);
    const key = randomUUID();
    const line = new SharedLine(redisThrottleSettings({ redis, key, ...rate }));
    // One call, and then nothing for nearly as long as a window lasts.
    await redis.set(`athena-executors:${key}`, 1, "PX", 100);
    let granted = 0;
    for (;;) {
      const { isGranted, turn } = await line.take(1, signal);
      if (turn > performance.now()) break;
      if (isGranted) granted += 1;
    }
    // The last one of this window and, on a slow machine, the first one of the next.
    expect([1, 2]).toContain(granted);
  });
});

describeWithRedis("A cool-down of the line", (server) => {
  it("is as long as the longest of those that several processes ask for at the same time", async () => {
    const clients = [1, 2, 3, 4].map(() => ioredis(server().port));
    for (let round = 0; round < 10; round += 1) {
      const key = randomUUID();
      const lines = clients.map(
        (redis) => new SharedLine(redisThrottleSettings({ redis, key, limit: 10, interval: 1000 })),
      );
      const start = performance.now();
      await Promise.all(lines.map((line, index) => line.hold(5000 / (index + 1))));
      const turns = await Promise.all(lines.map((line) => line.take(1, signal)));
      for (const { turn } of turns) expect(turn - start).toBeGreaterThanOrEqual(5000);
    }
  });

  it.each([1, 60, 99, 100, 101, 999, 1000, 1001, 2500])("of %i ms holds so long, and hardly any longer", async (ms) => {
    const redis = ioredis(server().port);
    const key = randomUUID();
    const line = new SharedLine(redisThrottleSettings({ redis, key, limit: 10, interval: 1000 }));
    await line.take(1, signal);
    const start = performance.now();
    await line.hold(ms);
    const { turn, isGranted } = await line.take(1, signal);
    expect(isGranted).toBe(true);
    expect(turn - start).toBeGreaterThanOrEqual(ms);
    // By less than a place and what the machine does meanwhile.
    expect(turn - start).toBeLessThan(ms + 1000);
  });

  it("moves the places that were given before it, and is seen by those who take one after it", async () => {
    const redis = ioredis(server().port);
    const line = new SharedLine(redisThrottleSettings({ redis, key: randomUUID(), limit: 10, interval: 60_000 }));
    const before = await line.take(1, signal);
    expect(await line.hasMoved(before, signal)).toBe(false);
    await line.hold(30_000);
    expect(await line.hasMoved(before, signal)).toBe(true);
    const after = await line.take(1, signal);
    expect([before.isHeld, after.isHeld, await line.hasMoved(after, signal)]).toEqual([false, true, false]);
  });

  it("is none where it takes no time", async () => {
    const redis = ioredis(server().port);
    const key = randomUUID();
    await new SharedLine(redisThrottleSettings({ redis, key, limit: 10, interval: 1000 })).hold(0);
    expect(await redis.exists(`athena-executors:${key}`)).toBe(0);
  });
});
