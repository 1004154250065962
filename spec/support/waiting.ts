// Fake timers replace the globals. These functions need the real timers.
const { setTimeout, setImmediate } = globalThis;
const now = performance.now.bind(performance);

const LIMIT = 60_000; // ms, half of a test's own limit

type Condition = () => boolean | undefined | void | Promise<boolean | undefined | void>;

/**
 * Waits until a condition neither returns `false` nor throws. After a minute, rejects with the source of the condition
 * or with its last error.
 */
export async function until(condition: Condition): Promise<void> {
  const start = now();
  while (!(await holds(condition, now() - start > LIMIT))) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Waits until an unexpected request would have arrived over loopback. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

/** Resolves in the next turn of the event loop, without a timer. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Returns whether a condition holds. If it does not and `isLast`, throws. */
async function holds(condition: Condition, isLast: boolean): Promise<boolean> {
  try {
    if ((await condition()) !== false) return true;
  } catch (failure) {
    if (isLast) throw failure;
    return false;
  }
  if (isLast) throw new Error(`Waited ${LIMIT} ms in vain until ${String(condition)}`);
  return false;
}
