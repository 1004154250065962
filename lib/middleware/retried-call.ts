import { raceAbort } from "../abort/race-abort.js";
import { failureLibraries } from "./failure-libraries.js";
import { retriedRequests } from "./grants.js";
import { Recovery, type RecoveryOptions } from "./recovery.js";
import { isRepeatable, labelAttempt } from "./sdk-request.js";
import type { FinalizeOutput } from "./sdk-stack.js";

/** One call and its attempts. What it takes to repeat a failed one is loaded while the first is under way. */
export class RetriedCall {
  readonly #options: RecoveryOptions;
  readonly #request: object;
  readonly #signal: AbortSignal | undefined;
  readonly #retries: number;
  readonly #startedAt = performance.now();
  #attempts = 0;
  #lastFailure: unknown;
  #recovery: Recovery | undefined;

  constructor(options: RecoveryOptions, request: object, signal: AbortSignal | undefined) {
    this.#options = options;
    this.#request = request;
    this.#signal = signal;
    this.#retries = isRepeatable(request) ? options.policy.retries : 0;
    retriedRequests.add(request);
  }

  async run(send: () => Promise<FinalizeOutput>): Promise<FinalizeOutput> {
    const attempt = (): Promise<FinalizeOutput> => this.#attempt(send);
    try {
      const result = await attempt().catch((error: unknown) => this.#recover(error, attempt));
      this.#options.budget.earn(this.#recovery?.lastCost);
      this.#addMetadata(result.output);
      return result;
    } catch (error) {
      if (this.#signal?.aborted === true) throw this.#signal.reason;
      // Anything else was thrown by a throttle of the caller's own when it was told to cool down.
      if (error === this.#lastFailure) this.#addMetadata(error);
      throw error;
    }
  }

  /** A running attempt is left at once when the signal aborts; the SDK's own handler takes down the connection. */
  async #attempt(send: () => Promise<FinalizeOutput>): Promise<FinalizeOutput> {
    this.#attempts += 1;
    labelAttempt(this.#request, this.#attempts, this.#retries + 1);
    try {
      this.#signal?.throwIfAborted();
      const sent = send();
      void failureLibraries();
      return await raceAbort(sent, this.#signal);
    } catch (error) {
      this.#lastFailure = error;
      throw error;
    }
  }

  async #recover(error: unknown, attempt: () => Promise<FinalizeOutput>): Promise<FinalizeOutput> {
    if (this.#signal?.aborted === true) throw error;
    this.#recovery = new Recovery(this.#options, {
      request: this.#request,
      signal: this.#signal,
      retries: this.#retries,
      startedAt: this.#startedAt,
    });
    return await this.#recovery.run(error, attempt);
  }

  /** As the SDK's own retries do. Where it cannot be written, it is left out rather than hiding the outcome. */
  #addMetadata(bearer: unknown): void {
    try {
      const { $metadata = {} } = bearer as Partial<FinalizeOutput["output"]>;
      $metadata.attempts = this.#attempts;
      $metadata.totalRetryDelay = this.#recovery?.totalRetryDelay ?? 0;
      (bearer as FinalizeOutput["output"]).$metadata = $metadata;
    } catch {
      // It is frozen, or no object.
    }
  }
}
