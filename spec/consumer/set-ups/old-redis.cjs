// Clients of Redis that the package cannot use: it is installed beside them, and says so when it is given one.
const assert = require("node:assert/strict");
const { redisThrottle } = require("athena-executors/redis");
const Redis = require("ioredis");
const { createClient } = require("redis");

const rate = { key: "quota", limit: 5, interval: 1000 };
const ioredis = new Redis({ lazyConnect: true });
const nodeRedis = createClient();
nodeRedis.on("error", () => undefined);
for (const redis of [ioredis, nodeRedis]) {
  assert.throws(() => redisThrottle({ redis, ...rate }), {
    name: "TypeError",
    message: /`ioredis` \(version 5 or later\)/,
  });
}
nodeRedis.end(true);

// A client that fits, beside a library that is too old.
const redis = { isOpen: true, eval: () => Promise.reject(new Error("There is no Redis.")) };
assert.throws(
  () => redisThrottle({ redis, ...rate }),
  /`rate-limiter-flexible` to be version 7 to 11, got an older one/,
);
