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
    expect(place.windowEnd - place.turn).toBeCloseTo(toEnd, 5);
    expect(place.windowEnd - asked).toBeGreaterThan(0);
    expect(await redis.get(`athena-executors:${key}`)).toBe(String(taken + places));
  });
});
