import { isIoredis, type RedisClient } from "./redis-client.js";

/** Runs a Lua script on one key, which nobody can come in between of. The two packages ask for it differently. */
export async function runScript(
  redis: RedisClient,
  script: string,
  key: string,
  values: readonly number[],
): Promise<unknown> {
  const texts = values.map(String);
  const given = isIoredis(redis) ? [script, 1, key, ...texts] : [script, { keys: [key], arguments: texts }];
  return (await Reflect.apply(redis.eval, redis, given)) as unknown;
}
