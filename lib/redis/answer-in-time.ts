import { raceAbort } from "../abort/race-abort.js";

/**
 * Settles like the answer, or fails when it takes longer than `timeout` milliseconds or the signal aborts. Clients keep
 * commands for later while they are not connected, for ever if need be, and none can call a command back that is sent.
 */
export async function answerInTime<Value>(
  answer: Promise<Value>,
  timeout: number,
  signal: AbortSignal,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Redis has not answered within ${String(timeout)} ms`));
    }, timeout);
  });
  try {
    return await raceAbort(Promise.race([answer, tooLate]), signal);
  } finally {
    clearTimeout(timer);
  }
}
