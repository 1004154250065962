import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";

/** The token that leads on from an answer; `undefined` at the end, which the service may also say by an empty string. */
export function nextTokenOf(operation: string, member: string, token: unknown): string | undefined {
  if (token === undefined || token === null || token === "") return undefined;
  if (typeof token === "string") return token;
  throw new UnexpectedResponseError(operation, member, "a string or nothing", token);
}
