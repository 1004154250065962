/** A worker process of `shared-quota.ts`. Lists some of the sessions under the shared throttle. */
import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors } from "athena-executors";
import { redisThrottle } from "athena-executors/redis";
import { Redis } from "ioredis";
import { plural } from "./plural.js";

// Exit if the parent process has exited.
process.once("disconnect", () => process.exit());

const [endpoint = "", redisUrl = "", ...sessions] = process.argv.slice(2);

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const client = new AthenaClient({ endpoint, region: "us-east-1", credentials });
const redis = new Redis(redisUrl);
redis.on("error", console.error);
const throttle = redisThrottle({ redis, key: "demo/us-east-1", limit: 10, interval: 1000 });

const listings = sessions.map(async (SessionId) => {
  const executors = await listExecutors({ client, throttle, pageSize: 20 }, { SessionId }).toArray();
  process.send?.(`process ${process.pid}: ${SessionId} has ${plural(executors.length, "executor")}`);
});
await Promise.all(listings);

redis.disconnect();
client.destroy();
process.disconnect();
