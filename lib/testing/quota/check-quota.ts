import { checkInteger, checkObject } from "../../checks/checks.js";
import { expected } from "../../checks/expected.js";
import type { LocalQuota } from "./local-quota.js";

export function checkQuota(quota: LocalQuota): void {
  checkObject("quota", quota);
  const { rate, burst } = quota;
  if (!(Number.isFinite(rate) && rate > 0)) throw expected("quota.rate", "a finite number > 0", rate);
  checkInteger("quota.burst", burst, 1);
}
