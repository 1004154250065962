import { RateLimiterRedis } from "rate-limiter-flexible";
import { LONGEST_TIMER } from "../clock/longest-timer.js";
import { answerInTime } from "./answer-in-time.js";
import { paceOf, type Pace } from "./pace.js";
import { isIoredis, type RedisClient } from "./redis-client.js";
import type { RedisThrottleSettings } from "./redis-throttle-options.js";
import { runScript } from "./run-script.js";

/** Redis tells the end of a window in whole milliseconds, and a window lives through its last one. */
const PRECISION = 2;

const PREFIX = "athena-executors";

/**
 * Replaces the window by one that begins about a second after the cool-down, with as many places before its first: so
 * everybody can see that it moved, and when its first turn comes, however many places have been taken since. Where that
 * is late enough already nothing is done: of two processes that ask for a cool-down, the one with the shorter one must
 * not cut the other's. That the next turn is late enough says nothing of those who stand in line before it.
 */
const HOLD = `
local wait, duration, lead, ahead = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
if redis.call('pttl', KEYS[1]) - duration - ahead >= wait then return 0 end
redis.call('set', KEYS[1], string.format('%d', -lead), 'px', string.format('%d', math.ceil(wait + ahead) + duration))
return 1`;

/** A place in the line; times are `performance.now()`, in milliseconds. */
export interface Place {
  /** Whether it gives the right to a call. Without it, `turn` is when to ask for another place. */
  readonly isGranted: boolean;
  readonly turn: number;
  /** Whether somebody has asked for a cool-down that is not over yet. */
  readonly isHeld: boolean;
  readonly windowEnd: number;
}

/** What Redis says of the present window. */
interface Count {
  /** Places taken in this window, with those that were just asked for. */
  readonly taken: number;
  /** The window ends between these two (`performance.now()`, ms): when exactly Redis answered is not known. */
  readonly earliestEnd: number;
  readonly latestEnd: number;
}

/**
 * The line in which the callers of all processes stand. rate-limiter-flexible counts the places taken in a window, and
 * its answer says how many there were before and when the window ends: from that everybody knows when it is his turn,
 * without asking again. Places are `gap` apart, so no burst comes of the border between two windows.
 *
 * Who finds the window full has a place behind its end all the same, at which to ask again: those who were refused come
 * back one by one, in their order, and not all at once.
 */
export class SharedLine {
  readonly #redis: RedisClient;
  readonly #limiter: RateLimiterRedis;
  readonly #key: string;
  readonly #pace: Pace;
  readonly #timeout: number;

  constructor({ redis, key, timeout, ...rate }: RedisThrottleSettings) {
    this.#redis = redis;
    this.#pace = paceOf(rate);
    this.#key = key;
    this.#timeout = timeout;
    this.#limiter = new RateLimiterRedis({
      storeClient: redis,
      useRedisPackage: !isIoredis(redis),
      keyPrefix: PREFIX,
      points: this.#pace.places,
      duration: this.#pace.duration,
    });
  }

  /** Takes so many places at once; the turn is that of the first. */
  async take(places: number, signal: AbortSignal): Promise<Place> {
    const { taken, latestEnd } = await answerInTime(this.count(places), this.#timeout, signal);
    const { gap, duration, places: all, lead } = this.#pace;
    const before = taken - places;
    const now = performance.now();
    const start = latestEnd - duration * 1000;
    const ahead = lead * gap;
    const isHeld = start - ahead > now + PRECISION;
    if (before >= all)
      return { isGranted: false, turn: latestEnd + (before - all) * gap, isHeld, windowEnd: latestEnd };
    // A place that nobody took in time is lost after a second: what is left is the largest burst.
    const turn = start + before * gap;
    return { isGranted: turn > now - ahead, turn, isHeld, windowEnd: latestEnd };
  }

  /** Whether the window of this place is over, or was moved by a cool-down: then the place is worth nothing any more. */
  async hasMoved({ windowEnd }: Place, signal: AbortSignal): Promise<boolean> {
    const { earliestEnd } = await answerInTime(this.count(), this.#timeout, signal);
    return earliestEnd > windowEnd;
  }

  /** Nobody's turn comes for `ms` milliseconds. */
  async hold(ms: number): Promise<void> {
    if (ms === 0) return;
    const { gap, duration, lead } = this.#pace;
    const values = [Math.min(ms, LONGEST_TIMER), duration * 1000, lead, lead * gap];
    await runScript(this.#redis, HOLD, `${PREFIX}:${this.#key}`, values);
  }

  /**
   * Takes so many places and counts. `penalty` counts as `consume` does, and answers where that refuses. It writes even
   * if no place is taken, and so fails on a Redis that cannot be written to.
   */
  async count(places = 0): Promise<Count> {
    const askedAt = performance.now();
    const { consumedPoints: taken, msBeforeNext } = await this.#limiter.penalty(this.#key, places);
    if (!(Number.isFinite(taken) && msBeforeNext >= 0)) throw new Error("Redis has answered, but not with a count");
    return { taken, earliestEnd: askedAt + msBeforeNext, latestEnd: performance.now() + msBeforeNext + PRECISION };
  }
}
