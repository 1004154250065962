import { isInvalidRequest } from "./service-errors.js";
import { isStopped, type Run } from "../pagination/run.js";

/**
 * Returns a function that restarts a listing if an error is the refusal of one of its own page tokens. It returns
 * `false` if the listing cannot be restarted.
 *
 * @param prepare - prepares the listing, or returns `false` if it is not known where to resume.
 */
export function restartOnDeadToken(run: Run, prepare = (): boolean => true): (error: unknown) => boolean {
  return (error) => {
    // The reason of an abort may look like a refusal.
    if (isStopped(run) || !isInvalidRequest(error) || !prepare()) return false;
    run.reporter.restart(error);
    return true;
  };
}
