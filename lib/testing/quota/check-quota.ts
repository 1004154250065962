import { checkInteger, checkObject, checkPositive } from "../../checks/checks.js";
import type { LocalQuota } from "./local-quota.js";

export function checkQuota(quota: LocalQuota): void {
  checkObject("quota", quota);
  const { rate, burst } = quota;
  checkPositive("quota.rate", rate);
  checkInteger("quota.burst", burst, 1);
}
