import { RateLimiterRedis } from "rate-limiter-flexible";
import { expect, it, vi } from "vitest";
import { redisThrottle } from "../../lib/redis/index.js";

const redis = { isOpen: true, eval: () => Promise.resolve([0, 0]) };

it("A rate-limiter-flexible that runs its own script is refused as too old", () => {
  vi.spyOn(RateLimiterRedis.prototype, "penalty").mockImplementation(function (this: unknown) {
    const { client } = this as { client: { eval(script: string): Promise<never> } };
    return client.eval("return {1, 1000}");
  });
  expect(() => redisThrottle({ redis, key: "quota", limit: 1, interval: 1000 })).toThrow(
    new Error("Expected `rate-limiter-flexible` to be version 7 to 11, got an older one. Install version 11"),
  );
});

it("A rate-limiter-flexible that begins with a transaction is accepted", () => {
  vi.spyOn(RateLimiterRedis.prototype, "penalty").mockImplementation(function (this: unknown) {
    const { client } = this as { client: { multi(): void } };
    client.multi();
    return Promise.reject(new Error("a trial"));
  });
  redisThrottle({ redis, key: "quota", limit: 1, interval: 1000 });
});
