import { getEventListeners } from "node:events";

/** Reasons that a caller may abort with: any value is one. */
export const abortReasons: readonly [name: string, reason: unknown][] = [
  ["an Error", new Error("enough")],
  ["a string", "enough"],
  ["null", null],
];

/** Counts the listeners on a signal. */
export function listenersOn(signal: AbortSignal): number {
  return getEventListeners(signal, "abort").length;
}

/** Returns the reason that a promise rejects with, also if it is not an error. */
export function rejection(promise: Promise<unknown>): Promise<{ reason: unknown }> {
  return promise.then(
    () => {
      throw new Error("Expected the promise to reject");
    },
    (reason: unknown) => ({ reason }),
  );
}
