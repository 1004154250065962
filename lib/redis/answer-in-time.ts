import { raceAbort } from "../common/abort.js";

/**
 * Settles like `answer`, but rejects after `timeout` milliseconds or on abort. Redis clients queue commands while they are
 * disconnected, and cannot cancel a command once sent.
 */
export async function answerInTime<Value>(
  answer: Promise<Value>,
  timeout: number,
  signal: AbortSignal,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Expected Redis to answer within ${String(timeout)} ms, got no answer. Check its connection`));
    }, timeout);
  });
  try {
    return await raceAbort(Promise.race([answer, tooLate]), signal);
  } finally {
    clearTimeout(timer);
  }
}
