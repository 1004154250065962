import { checkBoolean, checkInteger, checkObject } from "../checks/checks.js";
import { expected } from "../checks/expected.js";
import { checkArray } from "./check-array.js";
import { checkFault } from "./faults/check-fault.js";
import type { LocalFaults } from "./faults/local-faults.js";
import type { LocalAthenaOptions } from "./local-athena-options.js";
import type { LocalQuota } from "./quota/local-quota.js";
import { checkSessions } from "./sessions/check-sessions.js";

/** Throws a `TypeError` for the first bad option. */
export function checkOptions(options: LocalAthenaOptions): void {
  checkObject("options", options);
  const { sessions, latency = 0, quota, faults, tokenOnFullPage, keepRequests = Infinity } = options;
  if (sessions !== undefined) checkSessions(sessions);
  if (!(Number.isFinite(latency) && latency >= 0)) throw expected("latency", "a finite number >= 0", latency);
  if (quota !== undefined) checkQuota(quota);
  if (faults !== undefined) checkFaults(faults);
  if (tokenOnFullPage !== undefined) checkBoolean("tokenOnFullPage", tokenOnFullPage);
  if (keepRequests !== Infinity) checkInteger("keepRequests", keepRequests, 0);
}

function checkQuota(quota: LocalQuota): void {
  checkObject("quota", quota);
  const { rate, burst } = quota;
  if (!(Number.isFinite(rate) && rate > 0)) throw expected("quota.rate", "a finite number > 0", rate);
  checkInteger("quota.burst", burst, 1);
}

function checkFaults(faults: LocalFaults): void {
  if (typeof faults === "function") return;
  checkArray("faults", faults, "an array or a function");
  faults.forEach((fault, index) => {
    if (fault !== undefined) checkFault(`faults[${index}]`, fault);
  });
}
