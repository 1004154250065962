import { LONGEST_TIMER } from "./timers.js";

interface Following {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const followings = new WeakMap<AbortSignal, Following>();

/**
 * Calls `callback` once when the signal aborts (at once if it has aborted), until the returned function is called.
 *
 * All callbacks of a signal share one listener, which is removed with the last of them. Node 20 prints a
 * MaxListenersExceededWarning at eleven listeners, and one signal may well serve more listings.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  if (signal.aborted) {
    callback();
    return nothing;
  }
  const { callbacks } = followings.get(signal) ?? follow(signal);
  callbacks.add(callback);
  return () => {
    if (callbacks.delete(callback) && callbacks.size === 0) unfollow(signal);
  };
}

function follow(signal: AbortSignal): Following {
  const callbacks = new Set<() => void>();
  const listener = (): void => {
    unfollow(signal);
    for (const callback of callbacks) callback();
  };
  const following = { callbacks, listener };
  followings.set(signal, following);
  signal.addEventListener("abort", listener);
  return following;
}

function unfollow(signal: AbortSignal): void {
  const following = followings.get(signal);
  if (following === undefined) return;
  followings.delete(signal);
  signal.removeEventListener("abort", following.listener);
}

function nothing(): void {
  // Nothing has to be done.
}

/**
 * A signal that aborts with the reason of the first of others that does. Unlike `AbortSignal.any` it follows them only
 * during work, so that a long-lived signal collects no listeners.
 */
export class LinkedSignal {
  readonly #controller = new AbortController();
  readonly #followed: readonly AbortSignal[];

  constructor(...signals: readonly (AbortSignal | undefined)[]) {
    this.#followed = signals.filter((signal) => signal !== undefined);
    // Keeps one listener on this signal. Otherwise each call would add and remove it.
    onAbort(this.signal, nothing);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Runs `work` while following the others. */
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

/**
 * Settles like `promise`, or rejects with `signal.reason` on abort. A later rejection of `promise` is ignored, and the
 * listener is always removed.
 */
export function raceAbort<Value>(
  promise: PromiseLike<Value> | Value,
  signal: AbortSignal | undefined,
): Promise<Awaited<Value>> {
  const settled = Promise.resolve(promise);
  if (signal === undefined) return settled;
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => {
      reject(signal.reason as Error);
    });
    settled.then(resolve, reject);
    settled.then(stopListening, stopListening);
  });
}

/** Resolves after `delay` milliseconds, or rejects with the signal's reason at once. The timer is always cleared. */
export async function sleep(delay: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(Math.ceil(delay), LONGEST_TIMER));
  });
  try {
    await raceAbort(elapsed, signal);
  } finally {
    clearTimeout(timer);
  }
}
