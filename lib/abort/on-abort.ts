interface Following {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const followings = new WeakMap<AbortSignal, Following>();

/**
 * Calls `callback` once when the signal aborts (at once if it has aborted), until the returned function is called.
 *
 * All callbacks of a signal share one listener, which goes with the last of them: Node 20 prints a
 * MaxListenersExceededWarning at eleven listeners, and one signal for a whole fleet of listings is ordinary use.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  if (signal.aborted) {
    callback();
    return nothingToStop;
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

function nothingToStop(): void {
  // The signal has aborted: no listener was added.
}
