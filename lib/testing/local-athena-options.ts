import { checkArray, checkBoolean, checkCount, checkFunction, checkObject } from "../checks/checks.js";
import { expected } from "../checks/expected.js";
import { checkFault } from "./faults/check-faults.js";
import type { LocalFaults } from "./faults/local-faults.js";
import type { LocalLivingSession } from "./life/local-life.js";
import { checkEmptyPages, type LocalEmptyPages } from "./paging/paging.js";
import { checkTokens, type LocalTokens } from "./paging/tokens.js";
import { checkQuota, type LocalQuota } from "./quota.js";
import { checkSessions } from "./sessions/check-sessions.js";
import type { LocalSession } from "./sessions/local-session.js";

/** The options of `startLocalAthena`. */
export interface LocalAthenaOptions {
  /** The sessions that it serves, given as data or living. Default: none. */
  readonly sessions?: readonly (LocalSession | LocalLivingSession)[] | undefined;
  /** How long every answer takes, in ms: a finite number >= 0. What is answered is decided when the request arrives. Default: 0. */
  readonly latency?: number | undefined;
  /** Calls beyond it are answered by `ThrottlingException`, status 400, "Rate exceeded"; each operation has its own. `LocalAthena.setQuota` changes it. Default: no quota. */
  readonly quota?: LocalQuota | undefined;
  /**
   * The clock of the sessions, in ms since the epoch: living sessions live by it, and the others take from it when they started and
   * changed. It is read at every request. A clock that is moved by hand tells a story step by step; one that is set back does not undo
   * what has happened. Quotas, latency and the lives of tokens have clocks of their own. Default: `Date.now`.
   */
  readonly now?: (() => number) | undefined;
  /** Which requests fail, and how. Default: none. */
  readonly faults?: LocalFaults | undefined;
  /**
   * Whether a listing that ends exactly with a full page gives a token and then an empty page, as an operation beside ListExecutors
   * does; `false`: a token only when more is left. Which of the two the real ListExecutors does is unknown. Default: `true`, the case
   * that a client has to cope with.
   */
  readonly tokenOnFullPage?: boolean | undefined;
  /** Which pages of a listing are empty although more follows. Default: none. */
  readonly emptyPages?: LocalEmptyPages | undefined;
  /** What tokens stand for, how long they live, and whether they repeat. Default: offsets that live for ever, in listings that end. */
  readonly tokens?: LocalTokens | undefined;
  /** Whether `ExecutorStateFilter` is not applied, so that executors come in other states than the asked one. Default: `false`. */
  readonly ignoreStateFilter?: boolean | undefined;
  /** How many of the latest requests are kept in `requests`: an integer >= 0 or `Infinity`. Default: `Infinity`, all of them. */
  readonly keepRequests?: number | undefined;
}

/** Throws a `TypeError` for the first bad option. */
export function checkOptions(options: LocalAthenaOptions): void {
  checkObject("options", options);
  const { sessions, latency = 0, quota, faults, tokenOnFullPage, emptyPages, tokens } = options;
  const { now, ignoreStateFilter, keepRequests = Infinity } = options;
  if (sessions !== undefined) checkSessions(sessions);
  if (!(Number.isFinite(latency) && latency >= 0)) throw expected("latency", "a finite number >= 0", latency);
  if (now !== undefined) checkFunction("now", now);
  if (quota !== undefined) checkQuota(quota);
  if (faults !== undefined) checkFaults(faults);
  if (tokenOnFullPage !== undefined) checkBoolean("tokenOnFullPage", tokenOnFullPage);
  if (emptyPages !== undefined) checkEmptyPages(emptyPages);
  if (tokens !== undefined) checkTokens(tokens);
  if (ignoreStateFilter !== undefined) checkBoolean("ignoreStateFilter", ignoreStateFilter);
  checkCount("keepRequests", keepRequests);
}

function checkFaults(faults: LocalFaults): void {
  if (typeof faults === "function") return;
  checkArray("faults", faults, "an array or a function");
  faults.forEach((fault, index) => {
    if (fault !== undefined) checkFault(`faults[${index}]`, fault);
  });
}
