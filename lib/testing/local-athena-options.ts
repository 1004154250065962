import type { LocalFaults } from "./faults/local-faults.js";
import type { LocalEmptyPages } from "./paging/local-empty-pages.js";
import type { LocalTokens } from "./paging/local-tokens.js";
import type { LocalLivingSession } from "./life/local-living-session.js";
import type { LocalQuota } from "./quota/local-quota.js";
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
