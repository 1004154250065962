import type { CalculationExecutionState, ExecutorState, ExecutorType, SessionState } from "@aws-sdk/client-athena";

/** One change of state in a story. */
export type Moment = SessionMoment | ExecutorMoment | CalculationMoment;

export interface SessionMoment {
  readonly of: "session";
  /** In ms of the story. The session starts at 0. */
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

/** A part of a story. The next one begins after it has ended, so a story can be generated bit by bit. */
export interface Chapter {
  /** Ordered by time. */
  readonly moments: readonly Moment[];
  /** Time of the last moment, in ms of the story. */
  readonly ends: number;
}

/** Sorts moments by time. Ties keep the given order. */
export function inOrder(moments: readonly Moment[]): readonly Moment[] {
  return [...moments].sort((one, other) => one.at - other.at);
}
