import type { CalculationMoment } from "../life/moment.js";
import type { LocalCalculation } from "./local-session.js";
import { milliseconds, type LocalTime } from "./local-time.js";

/** `CalculationSummary` on the wire. Times are seconds since the epoch, with a fraction. */
export interface WireCalculation {
  readonly CalculationExecutionId?: string | undefined;
  readonly Description?: string | undefined;
  readonly Status?: WireCalculationStatus | undefined;
}

interface WireCalculationStatus {
  readonly SubmissionDateTime?: number | undefined;
  readonly CompletionDateTime?: number | undefined;
  readonly State?: string | undefined;
  readonly StateChangeReason?: string | undefined;
}

/** Sorts calculations: newest first, those without a submission time before all others. Ties keep the given order. */
export function wireCalculations(calculations: readonly LocalCalculation[]): readonly WireCalculation[] {
  // Two calculations without submission time compare as NaN, which `sort` treats as a tie.
  return calculations.map(wireCalculation).sort((one, other) => submissionOf(other) - submissionOf(one));
}

function wireCalculation({ Status, ...calculation }: LocalCalculation): WireCalculation {
  if (Status === undefined) return calculation;
  const { SubmissionDateTime, CompletionDateTime } = Status;
  const times = { SubmissionDateTime: seconds(SubmissionDateTime), CompletionDateTime: seconds(CompletionDateTime) };
  return { ...calculation, Status: { ...Status, ...times } };
}

function seconds(time: LocalTime | undefined): number | undefined {
  return time === undefined ? undefined : milliseconds(time) / 1000;
}

function submissionOf({ Status }: WireCalculation): number {
  return Status?.SubmissionDateTime ?? Infinity;
}

/** The calculations of a living session, newest first. They run one at a time, so only the newest one changes. */
export class LivingCalculations {
  readonly list: WireCalculation[] = [];

  /** Adds or changes a calculation. `at` is in ms since the epoch. */
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
