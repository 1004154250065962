import type { LocalRequest } from "./http/local-request.js";

/** A running endpoint. */
export interface LocalAthena extends AsyncDisposable {
  /** Where it listens, for the client's `endpoint`: `http://127.0.0.1:<port>`, on a port that was free. */
  readonly url: string;
  /** The requests so far, oldest first. It grows while the endpoint runs; `status` is filled in when a request is answered. */
  readonly requests: readonly LocalRequest[];
  /**
   * Ends every connection, idle, in use or hanging, and resolves when the port is free. Nothing is left that keeps the process alive.
   * Further calls give the same promise.
   */
  close(): Promise<void>;
}
