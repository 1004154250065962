import { ErrorNotes } from "./pagination/error-notes.js";

const tokens = new ErrorNotes<string>();

/**
 * The token of the page that comes after the last one that was delivered by the iteration of {@link paginate} that
 * failed with this error: give it as `startingToken` to go on. What the service makes of an old token is its own affair.
 *
 * `undefined` before anything was delivered, after an abort, for `toArray()`, after a {@link RepeatedTokenError}, and for
 * anything else.
 *
 * @example
 * ```ts
 * import { AthenaClient, ListSessionsCommand } from "@aws-sdk/client-athena";
 * import { paginate, resumeToken } from "athena-executors";
 *
 * const client = new AthenaClient({});
 * const list = (startingToken?: string) =>
 *   paginate({ client, startingToken }, ListSessionsCommand, { WorkGroup: "primary" }, "Sessions").pages();
 * try {
 *   for await (const { Sessions } of list()) console.log(Sessions?.length);
 * } catch (error) {
 *   const token = resumeToken(error);
 *   if (token === undefined) throw error;
 *   for await (const { Sessions } of list(token)) console.log(Sessions?.length);
 * }
 * ```
 */
export function resumeToken(error: unknown): string | undefined {
  return tokens.get(error);
}

/** Remembers the way on after an error, or that there is none. */
export function rememberToken(error: unknown, token?: string): void {
  tokens.set(error, token);
}
