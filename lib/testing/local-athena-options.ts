import {
  checkArray,
  checkBoolean,
  checkCount,
  checkFunction,
  checkInteger,
  checkObject,
  checkString,
  expected,
} from "../common/checks.js";
import { checkFault } from "./faults/check-faults.js";
import type { LocalFaults } from "./faults/local-faults.js";
import type { LocalLivingSession } from "./life/local-life.js";
import { checkKnown } from "../common/option-names.js";
import { checkEmptyPages, checkPageLimits, type LocalEmptyPages, type LocalPageLimits } from "./paging/paging.js";
import { checkTokens, type LocalTokens } from "./paging/tokens.js";
import { checkQuota, type LocalQuota } from "./quota.js";
import { checkSessions } from "./sessions/check-sessions.js";
import type { LocalSession } from "./sessions/local-session.js";

const OPTIONS = [
  "port",
  "host",
  "sessions",
  "latency",
  "quota",
  "now",
  "faults",
  "tokenOnFullPage",
  "emptyPages",
  "pageLimits",
  "tokens",
  "ignoreStateFilter",
  "keepRequests",
];

/** The options of `startLocalAthena`. */
export interface LocalAthenaOptions {
  /**
   * Port to listen on, an integer from 0 to 65535. 0 uses any free port.
   *
   * @default 0
   */
  readonly port?: number | undefined;
  /**
   * Address or name of the interface to listen on. `"0.0.0.0"` and `"::"` accept connections from other machines;
   * anyone who reaches the port can then use the endpoint.
   *
   * @default "127.0.0.1"
   */
  readonly host?: string | undefined;
  /**
   * Sessions of the endpoint, given as data or as a life.
   *
   * @default []
   */
  readonly sessions?: readonly (LocalSession | LocalLivingSession)[] | undefined;
  /**
   * Time from the arrival of a request to its answer, in ms: a finite number >= 0. The answer is decided on arrival.
   *
   * @default 0
   */
  readonly latency?: number | undefined;
  /**
   * Quota of each operation. Calls above it are answered with `ThrottlingException`, status 400, "Rate exceeded".
   * `LocalAthena.setQuota` changes it.
   *
   * @default none
   */
  readonly quota?: LocalQuota | undefined;
  /**
   * Returns the current time for sessions, in ms since the epoch. Read on every request. Advance it manually to step
   * through a living session; moving it backwards has no effect. Quota, latency and tokens use their own clock.
   *
   * @default Date.now
   */
  readonly now?: (() => number) | undefined;
  /**
   * Faults of requests.
   *
   * @default none
   */
  readonly faults?: LocalFaults | undefined;
  /**
   * Whether a listing that ends with a full page has a token and then an empty page. A sibling operation does this;
   * whether the real `ListExecutors` does is unknown. `false`: a token only if more follows.
   *
   * @default true
   */
  readonly tokenOnFullPage?: boolean | undefined;
  /**
   * Pages that are empty although more follow.
   *
   * @default none
   */
  readonly emptyPages?: LocalEmptyPages | undefined;
  /**
   * Largest page of each list operation, for a service that returns fewer items than `MaxResults`.
   *
   * @default none
   */
  readonly pageLimits?: LocalPageLimits | undefined;
  /**
   * Behaviour of page tokens: meaning, lifetime, cycles.
   *
   * @default offsets without expiry, in listings that end
   */
  readonly tokens?: LocalTokens | undefined;
  /**
   * Whether to ignore `ExecutorStateFilter`, so that executors in other states are listed too.
   *
   * @default false
   */
  readonly ignoreStateFilter?: boolean | undefined;
  /**
   * Number of latest requests to keep in `LocalAthena.requests`: an integer >= 0 or `Infinity`.
   *
   * @default Infinity
   */
  readonly keepRequests?: number | undefined;
}

/** Throws a `TypeError` for the first bad option. */
export function checkOptions(options: LocalAthenaOptions): void {
  checkObject("options", options);
  checkKnown("options", options, OPTIONS);
  checkAddress(options);
  const { sessions, latency = 0, quota, faults, tokenOnFullPage, emptyPages, pageLimits, tokens } = options;
  const { now, ignoreStateFilter, keepRequests = Infinity } = options;
  if (sessions !== undefined) checkSessions(sessions);
  if (!(Number.isFinite(latency) && latency >= 0)) throw expected("latency", "a finite number >= 0", latency);
  if (now !== undefined) checkFunction("now", now);
  if (quota !== undefined) checkQuota(quota);
  if (faults !== undefined) checkFaults(faults);
  if (tokenOnFullPage !== undefined) checkBoolean("tokenOnFullPage", tokenOnFullPage);
  if (emptyPages !== undefined) checkEmptyPages(emptyPages);
  if (pageLimits !== undefined) checkPageLimits(pageLimits);
  if (tokens !== undefined) checkTokens(tokens);
  if (ignoreStateFilter !== undefined) checkBoolean("ignoreStateFilter", ignoreStateFilter);
  checkCount("keepRequests", keepRequests);
}

function checkAddress({ port = 0, host }: LocalAthenaOptions): void {
  checkInteger("port", port, 0, 65_535);
  if (host !== undefined) checkString("host", host);
}

function checkFaults(faults: LocalFaults): void {
  if (typeof faults === "function") return;
  checkArray("faults", faults, "an array or a function");
  faults.forEach((fault, index) => {
    if (fault !== undefined) checkFault(`faults[${index}]`, fault);
  });
}
