import { RetryBudget } from "./retry-budget.js";

const budgets = new WeakMap<object, RetryBudget>();

/** The budget that everything sent over this client shares. */
export function clientBudget(client: object): RetryBudget {
  const budget = budgets.get(client) ?? new RetryBudget();
  budgets.set(client, budget);
  return budget;
}
