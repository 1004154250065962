import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";

/** Returns the token of the next page; `undefined` on the last page, where it may also be an empty string. */
export function nextTokenOf(operation: string, member: string, token: unknown): string | undefined {
  if (token === undefined || token === null || token === "") return undefined;
  if (typeof token === "string") return token;
  throw new UnexpectedResponseError(operation, member, "a string or nothing", token);
}
