import type { CalculationExecutionState } from "@aws-sdk/client-athena";

/** A calculation of a demo session. Times are in minutes. */
export interface DemoCalculation {
  readonly description: string;
  /** Minutes since it began. */
  readonly began: number;
  /** Number of workers that joined for it. */
  readonly workers: number;
  /** Minutes that it and its workers ran. */
  readonly stay: number;
  readonly state: CalculationExecutionState;
  readonly reason?: string;
}

/** The calculations of the demo session. One without workers uses those of the calculation before it. */
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
