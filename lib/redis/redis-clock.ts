import { raceAbort } from "../common/abort.js";

/** How fast two clocks drift apart at most: what NTP corrects by, 500 parts in a million. */
const DRIFT = 0.0005;

/**
 * The clock of Redis, as seen from this process. Each answer of Redis holds its time, and bounds how far the local
 * clock (`performance.now()`) is ahead. All times are in milliseconds.
 */
export class RedisClock {
  #least = -Infinity;
  #most = Infinity;
  #learnedAt = 0;

  /** Whether Redis has told its time since the last {@link forget}. */
  get isKnown(): boolean {
    return this.#most < Infinity;
  }

  /** The uncertainty of the conversions, about the fastest round trip. */
  get uncertainty(): number {
    return this.#most - this.#least;
  }

  /**
   * Takes in the time of an answer.
   *
   * @returns How far the clock of Redis was set back at least; 0 if it was not.
   */
  learn(askedAt: number, redisTime: number, answeredAt: number): number {
    const drift = (answeredAt - this.#learnedAt) * DRIFT;
    const least = askedAt - redisTime;
    const most = answeredAt - redisTime;
    const setBack = Math.max(0, least - (this.#most + drift));
    const setForward = Math.max(0, this.#least - drift - most);
    const isSame = setBack === 0 && setForward === 0;
    this.#least = isSame ? Math.max(least, this.#least - drift) : least;
    this.#most = isSame ? Math.min(most, this.#most + drift) : most;
    this.#learnedAt = answeredAt;
    return setBack;
  }

  /** Forgets everything, for example after a sign that the clock was set forward. */
  forget(): void {
    this.#least = -Infinity;
    this.#most = Infinity;
  }

  /** The local time at which it is certainly `redisTime` at Redis. */
  toLocal(redisTime: number): number {
    return redisTime + this.#most;
  }

  /** A time at which the clock of Redis stands at `localTime` or a little before. */
  toRedis(localTime: number): number {
    return localTime - this.#most;
  }
}

/**
 * Settles like `answer`, but rejects after `timeout` milliseconds or on abort. Redis clients queue commands while they
 * are disconnected, and cannot cancel a command once sent.
 */
export async function answerInTime<Value>(
  answer: Promise<Value>,
  timeout: number,
  signal: AbortSignal,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Expected Redis to answer within ${String(timeout)} ms, got no answer. Check its connection`));
    }, timeout);
  });
  try {
    return await raceAbort(Promise.race([answer, tooLate]), signal);
  } finally {
    clearTimeout(timer);
  }
}
