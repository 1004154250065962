import { sleep } from "../abort/sleep.js";
import { coolDown } from "./cool-down.js";
import { failureKind, type RetriedKind } from "./failure-kind.js";
import { failureLibraries } from "./failure-libraries.js";
import { grants } from "./grants.js";
import type { RetryBudget } from "./retry-budget.js";
import { retryDelay } from "./retry-delay.js";
import type { RetryPolicy } from "./retry-options.js";
import type { FinalizeOutput } from "./sdk-stack.js";

/** What calls are retried by. */
export interface RecoveryOptions {
  readonly policy: RetryPolicy;
  readonly budget: RetryBudget;
  /** Called before the wait for the next attempt, with the number of the failed one and the wait in milliseconds. */
  readonly onRetry: (error: unknown, attempt: number, delay: number) => void;
}

/** A call whose first attempt has failed. */
export interface FailedCall {
  readonly request: object;
  readonly signal: AbortSignal | undefined;
  /** How many more attempts there may be. */
  readonly retries: number;
  /** When the call began (`performance.now()`, ms). */
  readonly startedAt: number;
}

/** Wraps whatever an attempt failed with: p-retry does not retry a TypeError, and replaces what is no error. */
class FailedAttempt extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super("An attempt failed");
    this.reason = reason;
  }
}

/**
 * What follows a failed first attempt. p-retry drives the attempts; the waits between them are ours, because it knows
 * neither `Retry-After` nor a deadline for the wait itself, and caps a delay after the jitter.
 */
export class Recovery {
  readonly #options: RecoveryOptions;
  readonly #call: FailedCall;
  #totalRetryDelay = 0;
  #lastCost: number | undefined;

  constructor(options: RecoveryOptions, call: FailedCall) {
    this.#options = options;
    this.#call = call;
  }

  /** How long was waited between attempts, in milliseconds. */
  get totalRetryDelay(): number {
    return this.#totalRetryDelay;
  }

  /** What the last retry took from the budget, if there was one. */
  get lastCost(): number | undefined {
    return this.#lastCost;
  }

  /** Attempts anew until one succeeds, or fails for good with what it failed with. `failure` is the first one's. */
  async run(failure: unknown, attempt: () => Promise<FinalizeOutput>): Promise<FinalizeOutput> {
    const attemptAgain = async (number: number): Promise<FinalizeOutput> => {
      if (number === 1) throw new FailedAttempt(failure);
      try {
        return await attempt();
      } catch (error) {
        throw new FailedAttempt(error);
      }
    };
    const { pRetry } = await failureLibraries();
    try {
      return await pRetry(attemptAgain, {
        // It asks `shouldRetry` only while it has retries left, and the throttle has to hear of the last failure too.
        retries: Infinity,
        factor: 1,
        minTimeout: 0,
        shouldRetry: ({ error, attemptNumber }) => this.#waitForRetry((error as FailedAttempt).reason, attemptNumber),
      });
    } catch (error) {
      throw error instanceof FailedAttempt ? error.reason : error;
    }
  }

  /** Decides whether to try again after so many failures, and waits. */
  async #waitForRetry(error: unknown, failures: number): Promise<boolean> {
    const { policy, onRetry } = this.#options;
    const { request, signal } = this.#call;
    const kind = await failureKind(error);
    if (kind === "final" || signal?.aborted === true) return false;
    const delay = retryDelay(error, kind, failures - 1, policy);
    const grant = grants.get(request);
    if (grant !== undefined) coolDown(grant, kind, error, delay);
    if (!this.#mayRetry(kind, delay, failures)) return false;
    this.#totalRetryDelay += delay;
    onRetry(error, failures, delay);
    await sleep(delay, signal);
    return true;
  }

  #mayRetry(kind: RetriedKind, delay: number, failures: number): boolean {
    const { policy, budget } = this.#options;
    const { retries, startedAt } = this.#call;
    if (failures > retries) return false;
    if (performance.now() + delay > startedAt + policy.maxRetryTime) return false;
    const cost = budget.spend(kind);
    this.#lastCost = cost ?? this.#lastCost;
    return cost !== undefined;
  }
}
