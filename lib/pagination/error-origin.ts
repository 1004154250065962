/** Errors whose stacks name an origin. An error may be shared by several iterations: the first one is named. */
const named = new WeakSet<Error>();

/** Captures the stack of the code that called `entry`, for {@link appendOrigin}. */
export function originOf(entry: (...values: never) => unknown): Error {
  const origin = new Error();
  // Only V8 can omit our own frames.
  const { captureStackTrace } = Error as { captureStackTrace?: (target: Error, entry: unknown) => void };
  captureStackTrace?.(origin, entry);
  return origin;
}

/**
 * Appends the frames of `origin` to the stack of an error, so that it names the caller: an error from a
 * socket does not have them. Ignores frozen errors and values that are not errors.
 */
export function appendOrigin(error: unknown, origin: Error): void {
  if (!(error instanceof Error) || named.has(error) || Object.isFrozen(error)) return;
  const frames = framesOf(origin);
  if (frames === "") return;
  named.add(error);
  try {
    error.stack = `${error.stack ?? String(error)}\n${frames}`;
  } catch {
    // The stack cannot be written. The error matters more than its stack.
  }
}

/** The stack without its first line, which V8 writes and others do not. */
function framesOf({ stack = "" }: Error): string {
  return stack.replace(/^Error[^\n]*\n?/, "");
}
