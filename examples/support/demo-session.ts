import type { ExecutorsSummary, ExecutorState, ExecutorType } from "@aws-sdk/client-athena";
import type { LocalSession } from "athena-executors/testing";
import { randomUUID } from "node:crypto";

/** A calculation that asked for workers: how many minutes ago, how many came, and how many minutes they stayed. */
interface Calculation {
  readonly began: number;
  readonly workers: number;
  readonly stay: number;
}

const calculations: readonly Calculation[] = [
  { began: 164, workers: 18, stay: 23 },
  { began: 131, workers: 6, stay: 9 },
  { began: 97, workers: 36, stay: 31 },
  { began: 52, workers: 24, stay: 14 },
  { began: 19, workers: 36, stay: Infinity },
];

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

/** A session that has been at work for almost three hours: 130 executors, 45 of them live. */
export function demoSession(): LocalSession {
  return {
    SessionId: "demo-session",
    State: "BUSY",
    executors: [
      executor("COORDINATOR", "REGISTERED", 166),
      executor("GATEWAY", "REGISTERED", 165.4),
      ...calculations.flatMap(workersOf),
      ...latest.map((state, index) => newcomer(state, 0.1 + index * 0.17)),
    ],
  };
}

function workersOf({ began, workers, stay }: Calculation): ExecutorsSummary[] {
  return Array.from({ length: workers }, (_, index) => {
    // They come one after another, the first after 40 s; one in 25 breaks down early.
    const started = began - 0.7 - index * 0.06 - (index % 5) * 0.02;
    if (index % 25 === 11) return ended("FAILED", started, 1.3 + index / 20);
    if (stay > started) return executor("WORKER", "REGISTERED", started);
    return ended("TERMINATED", started, stay + (index % 7) * 0.45);
  });
}

/** While it is being created, a worker has no start time yet. */
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
