const cursorsOf = new WeakMap<object, () => string>();

/**
 * The cursor after the last executor or page that was *delivered* by the iteration that failed with this error: give it
 * to {@link listExecutors} as `cursor` to go on.
 *
 * `undefined` before anything was delivered, after an abort (its reason may be shared by many: use `withCursors()`), for
 * `toArray()`, which delivered nothing, and for anything that is not an error of an iteration.
 *
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { listExecutors, resumeCursor } from "athena-executors";
 *
 * const client = new AthenaClient({});
 * let cursor: string | undefined;
 * do {
 *   try {
 *     for await (const { ExecutorId } of listExecutors({ client, cursor }, { SessionId: "my-session" })) {
 *       console.log(ExecutorId);
 *     }
 *     cursor = undefined;
 *   } catch (error) {
 *     cursor = resumeCursor(error);
 *     if (cursor === undefined) throw error;
 *   }
 * } while (cursor !== undefined);
 * ```
 */
export function resumeCursor(error: unknown): string | undefined {
  return isObject(error) ? cursorsOf.get(error)?.() : undefined;
}

/** Remembers the way on after an error, or that there is none: the same error may have come out of another iteration. */
export function rememberCursor(error: unknown, cursor: (() => string) | undefined): void {
  if (!isObject(error)) return;
  if (cursor === undefined) cursorsOf.delete(error);
  else cursorsOf.set(error, cursor);
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
