import pRetry from "p-retry";
import { sleep } from "../common/abort.js";
import type { Reporter } from "../events/reporter.js";
import { failureKind, type FailureKind, retryAfter } from "../sdk/failures.js";
import { grantHolders, type Grant, type GrantHolder, callsForPause, coolDown } from "../throttle/throttled.js";
import { countFailure, mayRepeat } from "./outage.js";
import type { RetrySettings } from "./retry-options.js";
import { isRepeatable, labelAttempt } from "../sdk/sdk-request.js";
import type { FinalizeHandler, FinalizeOutput } from "../sdk/sdk-stack.js";
import type { FailureCount } from "../common/shared-registry.js";

/** The settings of retries, and the state that they share. */
export interface RetriedOptions {
  readonly settings: RetrySettings;
  readonly outage: FailureCount;
  readonly signal: AbortSignal | undefined;
  readonly reporter?: Reporter | undefined;
}

/** Repeats failed attempts of `next`. */
export function retried(next: FinalizeHandler, options: RetriedOptions): FinalizeHandler {
  return (args) => new RetriedCall(options, args.request).run(() => next(args));
}

/** Wraps the failure of an attempt, because p-retry does not retry TypeErrors and replaces thrown non-errors. */
class FailedAttempt extends Error {
  readonly reason: unknown;
  readonly kind: FailureKind;

  constructor(reason: unknown, kind: FailureKind) {
    super("An attempt failed");
    this.reason = reason;
    this.kind = kind;
  }
}

/** Number of doublings after which no delay grows further. More would overflow to `Infinity`. */
const MOST_DOUBLINGS = 32;

/** One call. p-retry counts its retries and waits between them. This class decides whether there is a retry. */
class RetriedCall implements GrantHolder {
  readonly #options: RetriedOptions;
  readonly #request: object;
  readonly #retries: number;
  #attempts = 0;
  #throttleAnswers = 0;
  #grant: Grant | undefined;
  /** The pause that the last failure asked for, in milliseconds. */
  #pause = 0;
  /** Start of the retry time (`performance.now()`, ms), shifted by the waits for the rate limit. */
  #startedAt = 0;
  #failedAt = 0;
  #backoffFrom = 0;
  #totalRetryDelay = 0;

  constructor(options: RetriedOptions, request: object) {
    this.#options = options;
    this.#request = request;
    this.#retries = isRepeatable(request) ? options.settings.retries : 0;
    grantHolders.set(request, this);
  }

  onGrant(grant: Grant): void {
    this.#grant = grant;
  }

  async run(send: () => Promise<FinalizeOutput>): Promise<FinalizeOutput> {
    const { settings, signal } = this.#options;
    try {
      const result = await pRetry((attempt) => this.#attempt(attempt, send), {
        retries: this.#retries,
        minTimeout: settings.minTimeout,
        maxTimeout: settings.maxTimeout,
        factor: 2,
        randomize: true,
        signal,
        onFailedAttempt: ({ error }) => {
          this.#learn(error);
        },
        shouldRetry: ({ error }) => this.#shouldRetry(error),
      });
      this.#addMetadata(result.output);
      return result;
    } catch (error) {
      signal?.throwIfAborted();
      // Otherwise it was thrown by a custom throttle's `coolDown()`.
      if (!(error instanceof FailedAttempt)) throw error;
      this.#addMetadata(error.reason);
      throw error.reason;
    }
  }

  /** Makes one attempt. */
  async #attempt(attempt: number, send: () => Promise<FinalizeOutput>): Promise<FinalizeOutput> {
    const { signal, outage } = this.#options;
    const start = performance.now();
    if (attempt > 1) this.#reportBackoff(start);
    this.#attempts = attempt;
    this.#grant = undefined;
    labelAttempt(this.#request, attempt, this.#retries + 1);
    try {
      const result = await send();
      this.#addUp(start);
      outage.failures = 0;
      return result;
    } catch (error) {
      this.#addUp(start);
      const kind = failureKind(error);
      if (signal?.aborted !== true) countFailure(outage, kind, error);
      throw new FailedAttempt(error, kind);
    }
  }

  /** Adds the time before an attempt that began at `start`. Time before the first attempt does not count. */
  #addUp(start: number): void {
    const { at, queued } = this.#grant ?? { at: start, queued: 0 };
    if (this.#attempts === 1) {
      this.#startedAt = at;
    } else {
      this.#startedAt += queued;
      this.#totalRetryDelay += at - this.#failedAt;
    }
    this.#failedAt = performance.now();
  }

  /** Pauses the throttle if the failure calls for it, also after the last attempt. */
  #learn(failure: Error): void {
    if (!(failure instanceof FailedAttempt) || this.#options.signal?.aborted === true) return;
    const { kind, reason } = failure;
    const asked = retryAfter(reason);
    this.#pause = 0;
    if (!callsForPause(kind, asked)) return;
    this.#pause = this.#pauseFor(kind, asked ?? 0);
    if (this.#grant !== undefined) coolDown(this.#grant, kind, this.#pause);
  }

  #pauseFor(kind: FailureKind, asked: number): number {
    const { throttleTimeout, maxTimeout } = this.#options.settings;
    let pause = asked;
    if (kind === "throttle") {
      const longest = throttleTimeout * 2 ** Math.min(this.#throttleAnswers, MOST_DOUBLINGS);
      pause = Math.max(asked, Math.random() * longest);
      this.#throttleAnswers += 1;
    }
    return Math.round(Math.min(pause, maxTimeout));
  }

  /** Decides about another attempt. A call without a throttle pauses here. */
  async #shouldRetry(failure: Error): Promise<boolean> {
    const { settings, outage, signal, reporter } = this.#options;
    if (!(failure instanceof FailedAttempt) || failure.kind === "final" || signal?.aborted === true) return false;
    if (settings.retries !== Infinity && !mayRepeat(outage, this.#attempts)) return false;
    if (this.#retryTime() > settings.maxRetryTime) return false;
    reporter?.retry(failure.reason, this.#attempts);
    if (this.#grant === undefined && this.#pause > 0) {
      const start = performance.now();
      await sleep(this.#pause, signal);
      reporter?.wait("cool-down", performance.now() - start);
    }
    this.#backoffFrom = performance.now();
    return true;
  }

  /** Returns the retry time in milliseconds at the earliest end of the next delay. */
  #retryTime(): number {
    const { minTimeout, maxTimeout } = this.#options.settings;
    const now = performance.now();
    const backoff = Math.min(maxTimeout, minTimeout * 2 ** Math.min(this.#attempts, MOST_DOUBLINGS));
    const { coolUntil = -Infinity } = this.#grant?.throttle ?? {};
    // A cool-down of the throttle overlaps with the wait of p-retry. A pause of the call precedes it.
    const delay = this.#grant === undefined ? this.#pause + backoff : Math.max(this.#pause, coolUntil - now, backoff);
    return now - this.#startedAt + delay;
  }

  #reportBackoff(now: number): void {
    const { settings, reporter } = this.#options;
    // With neither, p-retry does not wait.
    if (settings.minTimeout > 0 && settings.maxTimeout > 0) reporter?.wait("backoff", now - this.#backoffFrom);
  }

  /** Adds metadata as the SDK's own retries do. If that fails, the outcome of the call matters more. */
  #addMetadata(bearer: unknown): void {
    try {
      const { $metadata = {} } = bearer as Partial<FinalizeOutput["output"]>;
      $metadata.attempts = this.#attempts;
      $metadata.totalRetryDelay = Math.round(this.#totalRetryDelay);
      (bearer as FinalizeOutput["output"]).$metadata = $metadata;
    } catch {
      // Frozen or not an object: metadata is optional.
    }
  }
}
