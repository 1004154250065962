import type { CalculationMoment } from "../life/moment.js";
import type { WireCalculation } from "./wire-calculation.js";

/** The calculations of a living session, newest first. They come one after another, so that only the newest one changes. */
export class LivingCalculations {
  readonly list: WireCalculation[] = [];

  /** `at` is in ms since the epoch. */
  apply(CalculationExecutionId: string, { name, State, reason }: CalculationMoment, at: number): void {
    const before =
      State === "QUEUED" ? { CalculationExecutionId, Description: name, Status: submitted(at) } : this.list.shift();
    const Status = { ...before?.Status, ...completed(State, at), State, StateChangeReason: reason };
    this.list.unshift({ ...before, Status });
  }
}

function submitted(at: number): WireCalculation["Status"] {
  return { SubmissionDateTime: at / 1000 };
}

function completed(state: CalculationMoment["State"], at: number): WireCalculation["Status"] {
  return state === "COMPLETED" || state === "FAILED" ? { CompletionDateTime: at / 1000 } : {};
}
