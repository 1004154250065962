import { describe, expect, it } from "vitest";
import { RetryBudget } from "../../lib/middleware/retry-budget.js";

function retriesLeft(budget: RetryBudget, kind: "throttle" | "transient"): number {
  let retries = 0;
  while (budget.spend(kind) !== undefined) retries += 1;
  return retries;
}

describe("RetryBudget", () => {
  it("pays for 35 retries after outages, or 100 after throttle answers", () => {
    expect(retriesLeft(new RetryBudget(), "transient")).toBe(35);
    expect(retriesLeft(new RetryBudget(), "throttle")).toBe(100);
  });

  it("gets the price of the last retry back from a success, and one token from a success without", () => {
    const budget = new RetryBudget();
    retriesLeft(budget, "throttle");
    budget.earn(14);
    expect(retriesLeft(budget, "transient")).toBe(1);
    for (let successes = 0; successes < 5; successes += 1) budget.earn(undefined);
    expect(retriesLeft(budget, "throttle")).toBe(1);
  });

  it("does not grow beyond what it began with", () => {
    const budget = new RetryBudget();
    budget.earn(1000);
    expect(retriesLeft(budget, "throttle")).toBe(100);
  });
});
