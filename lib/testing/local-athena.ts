import type { LocalRequest } from "./http/local-request.js";
import type { LocalQuota } from "./quota/local-quota.js";
import type { LocalSessionChange } from "./sessions/local-session-change.js";

/** A running endpoint. */
export interface LocalAthena extends AsyncDisposable {
  /** Where it listens, for the client's `endpoint`: `http://127.0.0.1:<port>`, on a port that was free. */
  readonly url: string;
  /** The requests so far, oldest first. It grows while the endpoint runs; `status` is filled in when a request is answered. */
  readonly requests: readonly LocalRequest[];
  /**
   * Lets executors of a session join or change, or changes its state; the next request sees it. A living session goes on as its story
   * tells: its next change takes the place of yours.
   *
   * @throws TypeError for a bad change or an unknown session or executor; then nothing has changed
   */
  change(SessionId: string, change: LocalSessionChange): void;
  /**
   * From now on, another quota holds; `undefined` for none. What is left of the burst stays, as far as it fits.
   *
   * @throws TypeError for a bad quota; then the old one stays
   */
  setQuota(quota: LocalQuota | undefined): void;
  /**
   * Ends every connection, idle, in use or hanging, and resolves when the port is free. Nothing is left that keeps the process alive.
   * Further calls give the same promise.
   */
  close(): Promise<void>;
}
