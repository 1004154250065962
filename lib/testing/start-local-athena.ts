import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expected } from "../checks/expected.js";
import { faultScript } from "./faults/play-fault.js";
import { checkOptions, type LocalAthenaOptions } from "./local-athena-options.js";
import { Paging } from "./paging/paging.js";
import { checkQuota, OperationQuotas, type LocalQuota } from "./quota.js";
import { replyToRequest, type Endpoint } from "./server/answer-request.js";
import { requestListener } from "./server/request-listener.js";
import { RequestLog, type LocalRequest } from "./server/request-log.js";
import type { LocalSessionChange } from "./sessions/local-session.js";
import { SessionStore } from "./sessions/session-store.js";

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

/**
 * Starts an embedded endpoint of Amazon Athena that serves `ListExecutors`, `ListCalculationExecutions`, `ListSessions`,
 * `GetSession` and `GetSessionStatus` over HTTP on the loopback interface, so that the real client, or that of any other SDK, can talk to
 * it. It needs no account and checks no signature, but refuses a request without an `Authorization` header.
 *
 * Wire format, validation and error texts are those of the service as far as they are known: from its public model, and measured by
 * others on sibling operations. Unknown are the error for an unknown session (here: `ResourceNotFoundException`), the default page size
 * (here: 100) and the life time of a token (here: for ever, unless told otherwise).
 *
 * Sessions come as data, or living: then executors join, register and end by themselves, as a seed tells (see `LocalLife`).
 *
 * A `NextToken` stands for an offset, unless told otherwise: a list that grows between two pages repeats executors, as offset tokens do.
 *
 * @param options - what it serves and what goes wrong; without it, no sessions and no faults
 * @returns the running endpoint; close it, it keeps the process alive
 * @throws TypeError (as a rejection) for a bad option, naming it and what is accepted
 *
 * @example
 * ```ts
 * import { AthenaClient, ListExecutorsCommand } from "@aws-sdk/client-athena";
 * import { startLocalAthena } from "athena-executors/testing";
 *
 * const athena = await startLocalAthena({
 *   sessions: [{ SessionId: "session-1", executors: [{ ExecutorId: "executor-1", ExecutorState: "REGISTERED" }] }],
 * });
 * const client = new AthenaClient({
 *   endpoint: athena.url,
 *   region: "us-east-1",
 *   credentials: { accessKeyId: "local", secretAccessKey: "local" },
 * });
 * const { ExecutorsSummary } = await client.send(new ListExecutorsCommand({ SessionId: "session-1" }));
 * console.log(ExecutorsSummary); //=> [{ ExecutorId: "executor-1", ExecutorState: "REGISTERED" }]
 * client.destroy();
 * await athena.close();
 * ```
 */
export async function startLocalAthena(options: LocalAthenaOptions = {}): Promise<LocalAthena> {
  checkOptions(options);
  const { sessions = [], latency = 0, quota, faults = [], keepRequests = Infinity } = options;
  const { now = () => Date.now() } = options;
  const { tokenOnFullPage = true, emptyPages = [], tokens = {}, ignoreStateFilter = false } = options;
  const log = new RequestLog(keepRequests);
  const script = faultScript(faults);
  const store = new SessionStore(sessions, now);
  const paging = new Paging({ tokenOnFullPage, emptyPages, tokens });
  const endpoint = { sessions: store, paging, ignoreStateFilter, quotas: new OperationQuotas(quota) };
  const server = await listen(requestListener(log, latency, (request) => replyToRequest(request, script, endpoint)));
  return describe(server, log, endpoint);
}

async function listen(listener: RequestListener): Promise<Server> {
  // Idle connections stay open until `close()`: ending them by a timer would race with a client about to use one again.
  const server = createServer({ keepAliveTimeout: 0 }, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function describe(server: Server, { requests }: RequestLog, { sessions, quotas }: Endpoint): LocalAthena {
  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= closeServer(server));
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    change: (SessionId, change) => {
      changeSession(sessions, SessionId, change);
    },
    setQuota: (quota) => {
      if (quota !== undefined) checkQuota(quota);
      quotas.change(quota, performance.now());
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function changeSession(sessions: SessionStore, SessionId: string, change: LocalSessionChange): void {
  sessions.advance();
  const session = sessions.find(SessionId);
  if (session === undefined) throw expected("SessionId", "the id of a session of the endpoint", SessionId);
  session.change("change", change);
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
