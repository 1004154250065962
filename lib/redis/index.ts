export { redisThrottle } from "./redis-throttle.js";
export type { RedisThrottleOptions } from "./redis-throttle-options.js";
export type { IoredisClient, NodeRedisClient, RedisClient } from "./redis-client.js";
export { isThrottleUnavailableError, ThrottleUnavailableError } from "../errors/throttle-unavailable-error.js";
export type { Throttle, ThrottleOptions } from "../throttle/throttle.js";
