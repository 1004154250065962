import { checkCount, checkInteger, checkMilliseconds, checkObject, checkOneOf } from "../../checks/checks.js";
import type { LocalTokenCycle, LocalTokens } from "./local-tokens.js";
import { defaultRefusal, refusals } from "./token-refusal.js";

export function checkTokens(tokens: LocalTokens): void {
  checkObject("tokens", tokens);
  const { countFrom = "newest", lifetime = Infinity, maxUses = Infinity, refusal = defaultRefusal, cycle } = tokens;
  checkOneOf("tokens.countFrom", countFrom, ["newest", "oldest"]);
  checkMilliseconds("tokens.lifetime", lifetime);
  checkCount("tokens.maxUses", maxUses);
  checkOneOf("tokens.refusal", refusal, refusals);
  if (cycle !== undefined) checkCycle(cycle);
}

function checkCycle(cycle: LocalTokenCycle): void {
  checkObject("tokens.cycle", cycle);
  const { tail = 0, period } = cycle;
  checkInteger("tokens.cycle.tail", tail, 0);
  checkInteger("tokens.cycle.period", period, 1);
}
