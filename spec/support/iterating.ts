import { vi } from "vitest";

/** The values that an iteration yielded before it failed, and its error. */
export interface Failed<Value> {
  readonly values: readonly Value[];
  readonly error: unknown;
}

/** Reads until the failure that is expected. */
export async function untilFailure<Value>(source: AsyncIterable<Value>): Promise<Failed<Value>> {
  const values: Value[] = [];
  try {
    for await (const value of source) values.push(value);
  } catch (error) {
    return { values, error };
  }
  throw new Error("Expected the iteration to fail");
}

/** Takes the first values of a source, and leaves it. */
export async function take<Value>(source: AsyncIterable<Value>, count: number): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of source) {
    values.push(value);
    if (values.length === count) break;
  }
  return values;
}

/** Waits until the condition holds. If it never does, the time limit of the test ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Waits long enough for a request that must not be sent to arrive over loopback. */
export async function quiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Collects unhandled rejections, which would end the process. Call `stop` before the test ends. */
export function unhandledRejections(): { readonly reasons: readonly unknown[]; readonly stop: () => void } {
  const reasons: unknown[] = [];
  const listener = vi.fn((reason: unknown) => {
    reasons.push(reason);
  });
  process.on("unhandledRejection", listener);
  return { reasons, stop: () => process.off("unhandledRejection", listener) };
}
