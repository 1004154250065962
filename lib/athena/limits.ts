import { checkString } from "../common/checks.js";

/** `MaxResults` of the service is 1 to 100. */
export const LARGEST_PAGE = 100;

/** `NextToken` of the service has 0 to 2 048 characters. An empty one means the end. */
export const LONGEST_TOKEN = 2048;

const LONGEST_SESSION_ID = 256;

/** Validates a `SessionId`, which has 1 to 256 characters of any kind. */
export function checkSessionId(value: unknown): void {
  checkString("SessionId", value, LONGEST_SESSION_ID);
}
