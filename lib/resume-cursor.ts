import { ErrorNotes } from "./pagination/error-notes.js";

const cursors = new ErrorNotes<() => string>();

/**
 * The cursor after the last executor or page that was *delivered* by the iteration that failed with this error: give it
 * to {@link listExecutors} as `cursor` to go on.
 *
 * `undefined` before anything was delivered, after an abort (its reason may be shared by many: use `withCursors()`), for
 * `toArray()`, which delivered nothing, after a {@link RepeatedTokenError} in a listing out of order, which would go in
 * circles, and for anything that is not an error of an iteration.
 *
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { listExecutors, resumeCursor } from "athena-executors";
 *
 * const client = new AthenaClient({});
 * let cursor: string | undefined;
 * for (let isComplete = false; !isComplete; ) {
 *   try {
 *     for await (const { ExecutorId } of listExecutors({ client, cursor }, { SessionId: "my-session" })) {
 *       console.log(ExecutorId);
 *     }
 *     isComplete = true;
 *   } catch (error) {
 *     const next = resumeCursor(error);
 *     if (next === undefined) throw error; // nothing was delivered this time: trying again would not help
 *     cursor = next;
 *   }
 * }
 * ```
 */
export function resumeCursor(error: unknown): string | undefined {
  return cursors.get(error)?.();
}

/** Remembers the way on after an error, or that there is none. */
export function rememberCursor(error: unknown, cursor?: () => string): void {
  cursors.set(error, cursor);
}
