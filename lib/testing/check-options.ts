import { checkArray, checkBoolean, checkCount, checkFunction, checkObject } from "../checks/checks.js";
import { expected } from "../checks/expected.js";
import { checkFault } from "./faults/check-fault.js";
import type { LocalFaults } from "./faults/local-faults.js";
import type { LocalAthenaOptions } from "./local-athena-options.js";
import { checkEmptyPages } from "./paging/check-empty-pages.js";
import { checkTokens } from "./paging/check-tokens.js";
import { checkQuota } from "./quota/check-quota.js";
import { checkSessions } from "./sessions/check-sessions.js";

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
