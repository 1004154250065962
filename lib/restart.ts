import { isInvalidRequest } from "./errors/service-errors.js";
import type { Reporter } from "./events/reporter.js";

/**
 * Begins a listing anew where the service no longer takes its token, as long as `leadsOn` says that this comes further
 * than the last time: tokens that die faster than pages are read lead nowhere.
 */
export function restartOnDeadToken(
  reporter: Reporter,
  leadsOn: (error: unknown) => boolean,
): (error: unknown) => boolean {
  return (error) => {
    if (!isInvalidRequest(error) || !leadsOn(error)) return false;
    reporter.restart(error);
    return true;
  };
}
