/** The values of an iteration before its failure, and the error. */
export interface Failed<Value> {
  readonly values: readonly Value[];
  readonly error: unknown;
}

/** Reads until the expected failure. */
export async function untilFailure<Value>(source: AsyncIterable<Value>): Promise<Failed<Value>> {
  const values: Value[] = [];
  try {
    for await (const value of source) values.push(value);
  } catch (error) {
    return { values, error };
  }
  throw new Error("Expected the iteration to fail");
}

/** Returns the first values of a source, and closes it. */
export async function take<Value>(source: AsyncIterable<Value>, count: number): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of source) {
    values.push(value);
    if (values.length === count) break;
  }
  return values;
}
