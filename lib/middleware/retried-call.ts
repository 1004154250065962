import pRetry from "p-retry";
import { raceAbort } from "../abort/race-abort.js";
import { sleep } from "../abort/sleep.js";
import { coolDown } from "./cool-down.js";
import { failureKind, type RetriedKind } from "./failure-kind.js";
import { grants, retriedRequests } from "./grants.js";
import { retryDelay } from "./retry-delay.js";
import type { RetryMiddlewareOptions } from "./retry-middleware.js";
import { isRepeatable, labelAttempt } from "./sdk-request.js";
import type { FinalizeOutput } from "./sdk-stack.js";

/** Wraps whatever an attempt failed with: p-retry does not retry a TypeError, and replaces what is no error. */
class FailedAttempt extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super("An attempt failed");
    this.reason = reason;
  }
}

/**
 * One call and its attempts. p-retry drives them; the waits between them are ours, because it knows neither
 * `Retry-After` nor a deadline for the wait itself, and caps a delay after the jitter.
 */
export class RetriedCall {
  readonly #options: RetryMiddlewareOptions;
  readonly #request: object;
  readonly #signal: AbortSignal | undefined;
  readonly #retries: number;
  readonly #startedAt = performance.now();
  #attempts = 0;
  #totalRetryDelay = 0;
  #lastCost: number | undefined;

  constructor(options: RetryMiddlewareOptions, request: object, signal: AbortSignal | undefined) {
    this.#options = options;
    this.#request = request;
    this.#signal = signal;
    this.#retries = isRepeatable(request) ? options.policy.retries : 0;
    retriedRequests.add(request);
  }

  async run(send: () => Promise<FinalizeOutput>): Promise<FinalizeOutput> {
    try {
      const result = await pRetry(() => this.#attempt(send), {
        // It asks `shouldRetry` only while it has retries left, and the throttle has to hear of the last failure too.
        retries: Infinity,
        factor: 1,
        minTimeout: 0,
        shouldRetry: ({ error }) => this.#waitForRetry((error as FailedAttempt).reason),
      });
      this.#options.budget.earn(this.#lastCost);
      this.#addMetadata(result.output);
      return result;
    } catch (failure) {
      if (this.#signal?.aborted === true) throw this.#signal.reason;
      // What is no failed attempt was thrown by a throttle of the caller's own when it was told to cool down.
      if (!(failure instanceof FailedAttempt)) throw failure;
      this.#addMetadata(failure.reason);
      throw failure.reason;
    }
  }

  /** A running attempt is left at once when the signal aborts; the SDK's own handler takes down the connection. */
  async #attempt(send: () => Promise<FinalizeOutput>): Promise<FinalizeOutput> {
    this.#attempts += 1;
    labelAttempt(this.#request, this.#attempts, this.#retries + 1);
    try {
      this.#signal?.throwIfAborted();
      return await raceAbort(send(), this.#signal);
    } catch (error) {
      throw new FailedAttempt(error);
    }
  }

  /** Decides whether to try again, and waits. */
  async #waitForRetry(error: unknown): Promise<boolean> {
    const { policy, onRetry } = this.#options;
    const kind = failureKind(error);
    if (kind === "final" || this.#signal?.aborted === true) return false;
    const delay = retryDelay(error, kind, this.#attempts - 1, policy);
    const grant = grants.get(this.#request);
    if (grant !== undefined) coolDown(grant, error, delay);
    if (!this.#mayRetry(kind, delay)) return false;
    this.#totalRetryDelay += delay;
    onRetry(error, this.#attempts, delay);
    await sleep(delay, this.#signal);
    return true;
  }

  #mayRetry(kind: RetriedKind, delay: number): boolean {
    const { policy, budget } = this.#options;
    if (this.#attempts > this.#retries) return false;
    if (performance.now() + delay > this.#startedAt + policy.maxRetryTime) return false;
    const cost = budget.spend(kind);
    this.#lastCost = cost ?? this.#lastCost;
    return cost !== undefined;
  }

  /** As the SDK's own retries do. Where it cannot be written, it is left out rather than hiding the outcome. */
  #addMetadata(bearer: unknown): void {
    if (typeof bearer !== "object" || bearer === null) return;
    const { $metadata } = bearer as Partial<FinalizeOutput["output"]>;
    const attempts = { attempts: this.#attempts, totalRetryDelay: this.#totalRetryDelay };
    Reflect.set(bearer, "$metadata", { ...$metadata, ...attempts });
  }
}
