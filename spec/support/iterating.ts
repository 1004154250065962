import { vi } from "vitest";

/** What an iteration gave before it failed, and what it failed with. */
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

/** The first values of a source that is left then. */
export async function take<Value>(source: AsyncIterable<Value>, count: number): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of source) {
    values.push(value);
    if (values.length === count) break;
  }
  return values;
}

/** Resolves when the condition holds; the test fails by its time limit where it never does. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Long enough for a request that should not have been sent to arrive over loopback. */
export async function quiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Collects what would have ended the process. Call `stop` before the test ends. */
export function unhandledRejections(): { readonly reasons: readonly unknown[]; readonly stop: () => void } {
  const reasons: unknown[] = [];
  const listener = vi.fn((reason: unknown) => {
    reasons.push(reason);
  });
  process.on("unhandledRejection", listener);
  return { reasons, stop: () => process.off("unhandledRejection", listener) };
}
