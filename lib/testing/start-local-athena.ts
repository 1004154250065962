import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expected } from "../common/checks.js";
import { faultScript } from "./faults/play-fault.js";
import { checkOptions, type LocalAthenaOptions } from "./local-athena-options.js";
import { Paging } from "./paging/paging.js";
import { checkQuota, OperationQuotas, type LocalQuota } from "./quota.js";
import { replyToRequest, type Endpoint } from "./server/answer-request.js";
import { requestListener } from "./server/request-listener.js";
import { RequestLog, type LocalRequest } from "./server/request-log.js";
import type { LocalSessionChange } from "./sessions/local-session.js";
import { SessionStore } from "./sessions/session-store.js";

/** Advice for errors of `listen`, by code. */
const ADVICE: Readonly<Record<string, string | undefined>> = {
  EADDRINUSE: "The port is in use: choose another one, or use `port: 0` for any free one",
  EACCES: "The port is not permitted: choose one from 1024 up, or use `port: 0` for any free one",
  EADDRNOTAVAIL: 'The host is not an address of this machine: use `host: "127.0.0.1"`',
  ENOTFOUND: 'The host is unknown: use `host: "127.0.0.1"`',
};

/** A running endpoint. */
export interface LocalAthena extends AsyncDisposable {
  /** URL for the `endpoint` of a client, for example `http://127.0.0.1:49152` or `http://[::1]:8000`. */
  readonly url: string;
  /**
   * Requests so far, oldest first. The array grows while the endpoint runs. `status` is set when a request is answered.
   */
  readonly requests: readonly LocalRequest[];
  /**
   * Waits for answers, without a timer. Use it instead of sleeping in tests with fake time. Requests without an answer
   * (`reset`, `hang`, disconnected clients, bodies above 1 MiB) do not count.
   *
   * @param count - number of answered requests since the start, an integer >= 0
   * @returns a promise that resolves when that many answers have been sent; at once if they already are
   * @throws TypeError (as a rejection) for a bad count
   * @throws Error (as a rejection) if the endpoint is closed before
   */
  answered(count: number): Promise<void>;
  /**
   * Adds or changes executors of a session, or changes its state. The next request sees the change. The story of a
   * living session continues, and overwrites what it changes next.
   *
   * @param SessionId - id of a session of the endpoint
   * @param change - what changes
   * @throws TypeError for a bad change or an unknown session or executor; nothing has changed then
   */
  change(SessionId: string, change: LocalSessionChange): void;
  /** Invalidates all earlier page tokens of every listing. */
  expireTokens(): void;
  /**
   * Changes the quota. The calls left in each bucket remain, up to the new `burst`.
   *
   * @param quota - the new quota; `undefined` for none
   * @throws TypeError for a bad quota; the old one remains then
   */
  setQuota(quota: LocalQuota | undefined): void;
  /**
   * Closes the endpoint and all its connections, so that it no longer keeps the process alive. Further calls return the
   * same promise.
   *
   * @returns a promise that resolves when the port is free
   */
  close(): Promise<void>;
}

/**
 * Starts an embedded endpoint of Amazon Athena. It serves `ListExecutors`, `ListCalculationExecutions`, `ListSessions`,
 * `GetSession` and `GetSessionStatus` over HTTP, for the client of any AWS SDK. It needs no account. Signatures are not
 * checked, but requests without an `Authorization` header are refused.
 *
 * Wire format, validation and error texts follow the public model of the service and what others measured on sibling
 * operations. Three facts are unknown: the error for an unknown session (here: `ResourceNotFoundException`), the
 * default page size (here: 100), and the lifetime of a token (here: unlimited by default).
 *
 * Sessions are given as data or as a life. A living session follows a story from a seed (see `LocalLife`).
 *
 * By default, a `NextToken` is an offset. A list that grows between two pages then repeats executors.
 *
 * @param options - sessions, faults, and the behaviour of the endpoint; by default it has no sessions and no faults
 * @returns the running endpoint; close it, because it keeps the process alive
 * @throws TypeError (as a rejection) for a bad option
 * @throws Error (as a rejection) if it cannot listen, for example because the port is taken; `cause` is Node's error
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
  const { now = () => Date.now(), port = 0, host = "127.0.0.1" } = options;
  const { tokenOnFullPage = true, emptyPages = [], pageLimits = {}, tokens = {}, ignoreStateFilter = false } = options;
  const log = new RequestLog(keepRequests);
  const script = faultScript(faults);
  const store = new SessionStore(sessions, now);
  const paging = new Paging({ tokenOnFullPage, emptyPages, pageLimits, tokens });
  const endpoint = { sessions: store, paging, ignoreStateFilter, quotas: new OperationQuotas(quota) };
  const listener = requestListener(log, latency, (request) => replyToRequest(request, script, endpoint));
  const server = await listen(listener, port, host);
  return describe(server, log, endpoint);
}

async function listen(listener: RequestListener, port: number, host: string): Promise<Server> {
  // A timeout of idle connections would race with a client that is about to use one again.
  const server = createServer({ keepAliveTimeout: 0 }, listener);
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw listenError(cause, port, host);
  }
  return server;
}

function listenError(cause: unknown, port: number, host: string): Error {
  const { code = String(cause) } = cause as NodeJS.ErrnoException;
  const advice = ADVICE[code] ?? "Choose another `host` or `port`";
  return new Error(`Cannot listen on port ${port} of ${host} (${code}). ${advice}`, { cause });
}

/** Returns a URL that reaches the server. A wildcard address is replaced by the loopback address. */
function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  if (family === "IPv6") return `http://[${address === "::" ? "::1" : address}]:${port}`;
  return `http://${address === "0.0.0.0" ? "127.0.0.1" : address}:${port}`;
}

function describe(server: Server, log: RequestLog, { sessions, paging, quotas }: Endpoint): LocalAthena {
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= closeServer(server, log));
  return {
    url: urlOf(server),
    requests: log.requests,
    answered: (count) => log.answered(count),
    change: (SessionId, change) => {
      changeSession(sessions, SessionId, change);
    },
    expireTokens: () => {
      paging.expireTokens();
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

async function closeServer(server: Server, log: RequestLog): Promise<void> {
  log.close();
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
