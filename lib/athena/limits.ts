import { checkString } from "../common/checks.js";

const LONGEST_SESSION_ID = 256;

/** `SessionId` of the service: 1 to 256 characters of any kind. */
export function checkSessionId(value: unknown): void {
  checkString("SessionId", value, LONGEST_SESSION_ID);
}
