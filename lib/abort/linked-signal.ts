import { onAbort } from "./on-abort.js";

/**
 * A signal that aborts with the reason of the first of others that does. Unlike `AbortSignal.any` it follows them only
 * while there is work under it, so a signal that outlives many calls collects nothing.
 */
export class LinkedSignal {
  readonly #controller = new AbortController();
  readonly #followed: readonly AbortSignal[];

  constructor(...signals: readonly (AbortSignal | undefined)[]) {
    this.#followed = signals.filter((signal) => signal !== undefined);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Does this work while following the others. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    const stops = this.#followed.map((signal) =>
      onAbort(signal, () => {
        this.#controller.abort(signal.reason);
      }),
    );
    try {
      return await work();
    } finally {
      for (const stop of stops) stop();
    }
  }
}
