import type { CalculationSummary, ExecutorsSummary, ExecutorState, ExecutorType } from "@aws-sdk/client-athena";
import type { LocalSession } from "athena-executors/testing";
import { randomUUID } from "node:crypto";
import { calculations, type DemoCalculation } from "./demo-calculations.js";

export const demoSessionId = "demo-session";

/** The workers of the last minute, newest first. */
const latest: readonly ExecutorState[] = [
  "CREATING",
  "CREATING",
  "CREATED",
  "CREATED",
  "CREATED",
  "REGISTERED",
  "REGISTERED",
  "TERMINATING",
];

/** Creates a session that has run for almost three hours. It has 130 executors, 45 of them live. */
export function demoSession(): LocalSession {
  const newcomers = latest.map((state, index) => newcomer(state, 0.1 + index * 0.17));
  return sessionAtWork(demoSessionId, 166, calculations, newcomers);
}

/** Creates a session that started `started` minutes ago, with the workers of its calculations and further ones. */
export function sessionAtWork(
  SessionId: string,
  started: number,
  work: readonly DemoCalculation[],
  furtherWorkers: readonly ExecutorsSummary[] = [],
): LocalSession {
  return {
    SessionId,
    State: work.some(({ state }) => state === "RUNNING") ? "BUSY" : "IDLE",
    StartDateTime: new Date(minutesAgo(started)),
    executors: [
      executor("COORDINATOR", "REGISTERED", started),
      executor("GATEWAY", "REGISTERED", started - 0.6),
      ...work.flatMap(workersOf),
      ...furtherWorkers,
    ],
    calculations: work.map(calculation),
  };
}

function calculation({ began, stay, state, description, reason }: DemoCalculation): CalculationSummary {
  const hasEnded = state !== "QUEUED" && state !== "RUNNING";
  return {
    CalculationExecutionId: randomUUID(),
    Description: description,
    Status: {
      State: state,
      SubmissionDateTime: new Date(minutesAgo(began)),
      ...(hasEnded && { CompletionDateTime: new Date(minutesAgo(began - stay)) }),
      ...(reason !== undefined && { StateChangeReason: reason }),
    },
  };
}

function workersOf({ began, workers, stay }: DemoCalculation): ExecutorsSummary[] {
  return Array.from({ length: workers }, (_, index) => {
    // The workers join one after another, the first after 40 s. One in 25 fails early.
    const started = began - 0.7 - index * 0.06 - (index % 5) * 0.02;
    if (index % 25 === 11) return ended("FAILED", started, 1.3 + index / 20);
    if (stay > started) return executor("WORKER", "REGISTERED", started);
    return ended("TERMINATED", started, stay + (index % 7) * 0.45);
  });
}

/** Creates a recent worker. A worker in CREATING has no start time yet. */
function newcomer(state: ExecutorState, started: number): ExecutorsSummary {
  const { StartDateTime, ...worker } = executor("WORKER", state, started);
  return state === "CREATING" ? worker : { ...worker, StartDateTime };
}

function ended(state: ExecutorState, started: number, stayed: number): ExecutorsSummary {
  return { ...executor("WORKER", state, started), TerminationDateTime: minutesAgo(started - stayed) };
}

function executor(type: ExecutorType, state: ExecutorState, started: number): ExecutorsSummary {
  return {
    ExecutorId: randomUUID(),
    ExecutorType: type,
    ExecutorState: state,
    ExecutorSize: 1,
    StartDateTime: minutesAgo(started),
  };
}

function minutesAgo(minutes: number): number {
  return Math.round(Date.now() - minutes * 60_000);
}
