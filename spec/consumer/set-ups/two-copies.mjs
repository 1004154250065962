// A process that imports the package and requires it: two copies.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { AthenaClient } from "@aws-sdk/client-athena";
import * as imported from "athena-executors";
import * as importedRedis from "athena-executors/redis";
import { startLocalAthena } from "athena-executors/testing";

const require = createRequire(import.meta.url);
const required = require("athena-executors");
const requiredRedis = require("athena-executors/redis");
assert.notEqual(imported.listExecutors, required.listExecutors, "There is one copy only.");

const sent = [];
const executors = Array.from({ length: 8 }, (_, index) => ({ ExecutorId: `executor-${index}` }));
const sessions = ["one", "other"].map((SessionId) => ({ SessionId, executors }));
const server = await startLocalAthena({ sessions, faults: () => void sent.push(performance.now()) });
const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const client = new AthenaClient({ endpoint: server.url, region: "us-east-1", credentials });

await Promise.all([
  imported.listExecutors({ client, pageSize: 1 }, { SessionId: "one" }).toArray(),
  required.listExecutors({ client, pageSize: 1 }, { SessionId: "other" }).toArray(),
]);
assert(sent.length >= 16);
// Ten calls in two seconds. A call may be on its way for different times, so two seconds may look a little shorter.
sent.slice(10).forEach((time, index) => assert(time - sent[index] > 1800, `11 calls in ${time - sent[index]} ms`));

for (const [one, other] of [
  [imported, required],
  [required, imported],
]) {
  assert.throws(() => one.listExecutors({ client, cursor: "damaged" }, { SessionId: "one" }), other.isCursorError);
}

// A throttle of one copy whose Redis is gone, in a listing of the other. Its error is not retried.
const refuse = () => Promise.reject(new Error("There is no Redis."));
const redis = { isOpen: true, eval: refuse, multi: () => ({ exec: refuse }) };
for (const [{ redisThrottle }, { isThrottleUnavailableError }, { listExecutors }] of [
  [importedRedis, requiredRedis, required],
  [requiredRedis, importedRedis, imported],
]) {
  const throttle = redisThrottle({ redis, key: "copies", limit: 10, interval: 1000, whenUnavailable: "throw" });
  const events = [];
  const onEvent = ({ type }) => events.push(type);
  const listing = listExecutors({ client, throttle, onEvent }, { SessionId: "one" });
  await assert.rejects(listing.toArray(), isThrottleUnavailableError);
  assert(!events.includes("retry"), "The error was retried.");
}

client.destroy();
await server.close();
console.log(`${sent.length} calls of two copies kept to one rate, and either knows the errors of the other`);
