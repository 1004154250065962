import { onAbort } from "./on-abort.js";

/**
 * Settles like the promise, or rejects with the signal's own reason the moment it aborts. The promise is left to
 * itself then; should it fail later, nobody is bothered. No listener stays behind.
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
