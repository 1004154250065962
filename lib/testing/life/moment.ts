import type { CalculationExecutionState, ExecutorState, ExecutorType, SessionState } from "@aws-sdk/client-athena";

/** Something gets another state. */
export type Moment = SessionMoment | ExecutorMoment | CalculationMoment;

export interface SessionMoment {
  readonly of: "session";
  /** In ms of the story, 0 when the session starts. */
  readonly at: number;
  readonly State: SessionState;
  readonly reason?: string;
}

export interface ExecutorMoment {
  readonly of: "executor";
  readonly at: number;
  readonly State: ExecutorState;
  /** Unique in the story. */
  readonly name: string;
  readonly type: ExecutorType;
}

export interface CalculationMoment {
  readonly of: "calculation";
  readonly at: number;
  readonly State: CalculationExecutionState;
  /** Unique in the story. */
  readonly name: string;
  readonly reason?: string;
}

/** Moments as they come to pass; those of the same time stay in the given order. */
export function inOrder(moments: readonly Moment[]): readonly Moment[] {
  return [...moments].sort((one, other) => one.at - other.at);
}

/** A part of the story. The next one begins when it has ended, so that a story can be told bit by bit. */
export interface Chapter {
  /** In the order in which they come to pass. */
  readonly moments: readonly Moment[];
  /** No moment is later, in ms of the story. */
  readonly ends: number;
}
