import { invalidRequest } from "../http/service-error.js";
import type { ServiceError } from "../http/service-error.js";
import type { LocalTokenRefusal } from "./local-tokens.js";

export const defaultRefusal: LocalTokenRefusal = "The nextPageToken is malformed:";

export const refusals: readonly LocalTokenRefusal[] = [defaultRefusal, "Malformed nextPageToken"];

/** The service echoes the token that it refuses. */
export function refusedToken(token: string, refusal: LocalTokenRefusal = defaultRefusal): ServiceError {
  return invalidRequest(`${refusal} ${token}`);
}
