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
