import { getEventListeners } from "node:events";

/** Abort reasons. Any value can be a reason. */
export const abortReasons: readonly [name: string, reason: unknown][] = [
  ["an Error", new Error("enough")],
  ["a string", "enough"],
  ["null", null],
];

/** Returns the number of listeners on a signal. */
export function listenersOn(signal: AbortSignal): number {
  return getEventListeners(signal, "abort").length;
}

/** Returns the rejection reason of a promise, which need not be an error. */
export function rejection(promise: Promise<unknown>): Promise<{ reason: unknown }> {
  return promise.then(
    () => {
      throw new Error("Expected the promise to reject");
    },
    (reason: unknown) => ({ reason }),
  );
}
