import { RateLimiterRedis } from "rate-limiter-flexible";
import { LONGEST_TIMER } from "../common/timers.js";
import { answerInTime, RedisClock } from "./redis-clock.js";
import { HOLD, TAKE } from "./line-scripts.js";
import { runScript, type RedisClient } from "./redis-client.js";
import type { RedisThrottleSettings } from "./redis-throttle-options.js";

const PREFIX = "athena-executors";

/** Microseconds in a millisecond: the unit of points, and of times in Redis. */
const MICROSECONDS = 1000;

/** How late a timer may be, as a share of the interval and in milliseconds at most. */
const SLACK_SHARE = 0.02;
const LONGEST_SLACK = 50;

/** A clock that was set back by less, in milliseconds, is not reported. */
const NOTEWORTHY_STEP = 1000;

/** How long a clock that was set back is reported, in milliseconds at least. */
const SHORTEST_REPORT = 10_000;

/** Weight of the last round trip in the average of all. */
const NEW_ROUND_TRIP = 0.125;

/** A place in the line. */
export interface Place {
  /** When its turn is (`performance.now()`, ms). */
  readonly turn: number;
  /** When its turn is by the clock of Redis (ms). */
  readonly redisTurn: number;
}

/** Until when a cool-down holds the line, in milliseconds; long past if there was none. */
export interface Held {
  /** By `performance.now()`. */
  readonly local: number;
  readonly redis: number;
}

interface Report {
  readonly error: Error | undefined;
  readonly until: number;
}

/** The part of a client that rate-limiter-flexible needs for a script. */
interface ScriptClient {
  eval(script: string, given: { keys: [key: string]; arguments: string[] }): Promise<unknown>;
  /** Some versions begin a transaction before they run a script instead. */
  multi(): void;
}

/**
 * The line in which the callers of all processes stand, kept in Redis by rate-limiter-flexible. Its points are
 * microseconds: each call takes as many as lie between two calls at the limit, and gets the time of its turn. Turns are
 * evenly spaced, whatever process they belong to, so there are no bursts. A turn that nobody takes is lost.
 */
export class SharedLine {
  /** Milliseconds between two turns. */
  readonly gap: number;
  /**
   * The gaps of a whole limit add up to this many milliseconds more than the interval. So no interval holds more calls
   * than the limit if no call is later than that.
   */
  readonly slack: number;
  readonly #redis: RedisClient;
  readonly #limiter: RateLimiterRedis;
  readonly #key: string;
  readonly #timeout: number;
  readonly #longestReport: number;
  readonly #clock = new RedisClock();
  #roundTrip = 0;
  #report: Report = { error: undefined, until: -Infinity };

  /** @throws Error if the installed rate-limiter-flexible is too old. */
  constructor({ redis, key, timeout, limit, interval }: RedisThrottleSettings) {
    this.slack = Math.min(interval * SLACK_SHARE, LONGEST_SLACK);
    this.gap = (interval + this.slack) / limit;
    this.#redis = redis;
    this.#key = key;
    this.#timeout = timeout;
    this.#longestReport = Math.max(interval, SHORTEST_REPORT);
    this.#limiter = limiterOver({
      eval: (script, { keys, arguments: values }) => runScript(redis, script, keys[0], [...values, this.#deadline()]),
      multi: ignore,
    });
  }

  /** The average time of a round trip to Redis, in milliseconds. */
  get roundTrip(): number {
    return this.#roundTrip;
  }

  /** How exactly a turn is known, in milliseconds. */
  get uncertainty(): number {
    return this.#clock.uncertainty;
  }

  /** Why the line is not what it should be: its clock was set back lately. `undefined` otherwise. */
  get degradedBy(): Error | undefined {
    const { error, until } = this.#report;
    return performance.now() < until ? error : undefined;
  }

  /** The local time at which it is `redisTime` at Redis (both in milliseconds). */
  toLocal(redisTime: number): number {
    return this.#clock.toLocal(redisTime);
  }

  /** Takes a place for a call that counts for `weight` calls. */
  async take(weight: number, signal: AbortSignal): Promise<Place> {
    const points = Math.max(1, Math.ceil(weight * this.gap * MICROSECONDS));
    for (;;) {
      // Without the time at Redis there is no deadline, and a command without one may take a place long after.
      if (!this.#clock.isKnown) await this.#learnTime(signal);
      const redisTurn = await answerInTime(this.#run(points), this.#timeout, signal);
      if (redisTurn !== undefined) return { turn: this.#clock.toLocal(redisTurn), redisTurn };
      // Redis found the command late, but the answer came in time: its clock was set forward.
      this.#clock.forget();
    }
  }

  /** Until when a cool-down holds the line. */
  async heldUntil(signal: AbortSignal): Promise<Held> {
    const redis = await answerInTime(this.ask(), this.#timeout, signal);
    return { local: this.#clock.toLocal(redis), redis };
  }

  /**
   * Asks Redis, however long the answer takes, without taking a place.
   *
   * @returns Until when a cool-down holds the line by the clock of Redis, in milliseconds.
   */
  async ask(): Promise<number> {
    // A question is never too late, but the types cannot say so.
    return Number(await this.#run(0));
  }

  /** Delays all turns by `ms` milliseconds from now, even if Redis gets the command late. */
  async hold(ms: number): Promise<void> {
    if (ms === 0) return;
    const longest = Math.min(ms, LONGEST_TIMER);
    const until = performance.now() + longest;
    if (!this.#clock.isKnown) await this.ask();
    const times = [this.#clock.toRedis(until) + this.#clock.uncertainty, longest];
    await runScript(this.#redis, HOLD, `${PREFIX}:${this.#key}`, times.map(inMicroseconds));
  }

  /** Asks for the time at Redis. The first answer may include the time to connect, so a slow one is repeated. */
  async #learnTime(signal: AbortSignal): Promise<void> {
    await answerInTime(this.ask(), this.#timeout, signal);
    if (this.uncertainty > this.slack / 2) await answerInTime(this.ask(), this.#timeout, signal);
  }

  /** Runs the script for so many points. Returns its first number in milliseconds, `undefined` if it came too late. */
  async #run(points: number): Promise<number | undefined> {
    const askedAt = performance.now();
    // The library hands on the second number as it is: a string if the client was told to return strings.
    const answer: { consumedPoints: unknown; msBeforeNext: unknown } = await this.#limiter.penalty(this.#key, points);
    const answeredAt = performance.now();
    const [at, fromNow] = [Number(answer.consumedPoints), Number(answer.msBeforeNext)];
    if (!Number.isFinite(at) || !Number.isFinite(fromNow) || fromNow > at) {
      throw new Error("Expected Redis to return two numbers, got an invalid reply. Check what answers at its address");
    }
    if (at === fromNow) return undefined;
    this.#roundTrip += (answeredAt - askedAt - this.#roundTrip) * (this.#roundTrip === 0 ? 1 : NEW_ROUND_TRIP);
    const setBack = this.#clock.learn(askedAt, (at - fromNow) / MICROSECONDS, answeredAt);
    if (setBack >= NOTEWORTHY_STEP) this.#reportStep(setBack, answeredAt);
    return at / MICROSECONDS;
  }

  #reportStep(setBack: number, now: number): void {
    const seconds = String(Math.round(setBack / 1000));
    const error = new Error(`The clock of Redis was set back by ${seconds} s. Check the time service of its machine`);
    this.#report = { error, until: now + this.#longestReport };
  }

  /** When the caller of a command that is sent now gives up. */
  #deadline(): string {
    return inMicroseconds(this.#clock.isKnown ? this.#clock.toRedis(performance.now() + this.#timeout) : 0);
  }
}

/** @throws Error if the installed rate-limiter-flexible does not run the script that it is given. */
function limiterOver(storeClient: ScriptClient): RateLimiterRedis {
  checkLimiter();
  return newLimiter(storeClient);
}

function newLimiter(storeClient: ScriptClient): RateLimiterRedis {
  return new RateLimiterRedis({
    storeClient,
    // Has the library run its script by EVAL. Otherwise it defines a command on the client.
    useRedisPackage: true,
    customIncrTtlLuaScript: TAKE,
    keyPrefix: PREFIX,
    points: 1,
    duration: 1,
  });
}

/** Old versions run a script of their own. The version itself cannot be read. */
function checkLimiter(): void {
  const scripts: string[] = [];
  const record = (script: string): Promise<unknown> => {
    scripts.push(script);
    return Promise.resolve([0, 0]);
  };
  newLimiter({ eval: record, multi: ignore }).penalty("", 1).catch(ignore);
  if (scripts.every((script) => script === TAKE)) return;
  throw new Error("Expected `rate-limiter-flexible` to be version 7 to 11, got an older one. Install version 11");
}

function ignore(): void {
  // Neither the answer of a trial nor a transaction is of interest.
}

function inMicroseconds(ms: number): string {
  return String(Math.round(ms * MICROSECONDS));
}
