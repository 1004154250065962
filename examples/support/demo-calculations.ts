import type { CalculationExecutionState } from "@aws-sdk/client-athena";

/** A calculation: how many minutes ago it began, the workers that came for it, and how many minutes it and they stayed. */
export interface DemoCalculation {
  readonly description: string;
  readonly began: number;
  readonly workers: number;
  readonly stay: number;
  readonly state: CalculationExecutionState;
  readonly reason?: string;
}

/** What the demo session was asked to do. Where no workers came, those of the calculation before it were still there. */
export const calculations: readonly DemoCalculation[] = [
  { description: "Tables", began: 165, workers: 0, stay: 0.2, state: "COMPLETED" },
  { description: "Orders of the year", began: 164, workers: 18, stay: 23, state: "COMPLETED" },
  { description: "Orders by country", began: 140.7, workers: 0, stay: 0.4, state: "COMPLETED" },
  {
    description: "Customers without orders",
    began: 131,
    workers: 6,
    stay: 9,
    state: "FAILED",
    reason: "Column `custmer_id` cannot be resolved.",
  },
  { description: "Customers without orders", began: 97, workers: 36, stay: 31, state: "COMPLETED" },
  { description: "Baskets, all countries", began: 52, workers: 24, stay: 14, state: "CANCELED" },
  { description: "Baskets, one country", began: 19, workers: 36, stay: Infinity, state: "RUNNING" },
  { description: "Baskets by weekday", began: 0.4, workers: 0, stay: Infinity, state: "QUEUED" },
];
