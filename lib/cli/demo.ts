import { createHash } from "node:crypto";

import type { ExecutorState, ExecutorsSummary, ExecutorType } from "@aws-sdk/client-athena";
import type { LocalLivingSession, LocalSession } from "../testing/index.js";
import { DEMO_SESSION, DEMO_WORK_GROUP } from "./arguments.js";

const MINUTE = 60_000;

/** Workers that came for one piece of work. Times are in minutes; `ago` counts back from now. */
interface Wave {
  readonly ago: number;
  readonly workers: number;
  readonly stay: number;
  /** The index of the worker that fails early. */
  readonly failing?: number;
}

interface Story {
  readonly sessionId: string;
  readonly minutes: number;
  readonly waves: readonly Wave[];
  /** Workers that were just requested or will end soon. */
  readonly newest?: readonly ExecutorState[];
}

const STORIES: readonly Story[] = [
  {
    sessionId: DEMO_SESSION,
    minutes: 166,
    waves: [
      { ago: 162, workers: 6, stay: 24 },
      { ago: 121, workers: 10, stay: 19, failing: 4 },
      { ago: 84, workers: 4, stay: 11 },
      { ago: 58, workers: 12, stay: 23, failing: 7 },
      { ago: 17, workers: 5, stay: Infinity },
    ],
    newest: ["CREATING", "CREATED", "CREATED", "TERMINATING"],
  },
  {
    sessionId: "nightly-report",
    minutes: 412,
    waves: [
      { ago: 405, workers: 18, stay: 130 },
      { ago: 190, workers: 24, stay: 75, failing: 11 },
      { ago: 44, workers: 16, stay: Infinity },
    ],
  },
  { sessionId: "fraud-features", minutes: 95, waves: [{ ago: 90, workers: 14, stay: 51, failing: 3 }] },
  { sessionId: "notebook-lena", minutes: 7, waves: [] },
];

/** Creates the sessions of `--demo`: the same executors at every run, at times relative to `now`. */
export function demoSessions(now: Date): LocalSession[] {
  return STORIES.map((story) => sessionOf(story, now.getTime()));
}

/** Creates the session of `watch --demo`, which is over within a minute. */
export function demoWatchSession(sessionId: string, now: Date): LocalLivingSession {
  return {
    StartDateTime: new Date(now.getTime() - 6000),
    SessionId: sessionId,
    WorkGroup: DEMO_WORK_GROUP,
    life: { seed: 11, calculations: 1, workers: 12, speed: 4 },
  };
}

/** Creates the sessions of `serve`: they live on while it runs, and have done so for a while. */
export function livingSessions(now: Date): LocalLivingSession[] {
  const life = { calculations: Infinity, workers: 12 };
  const startedAgo = (minutes: number): Date => new Date(now.getTime() - minutes * MINUTE);
  return [
    { SessionId: DEMO_SESSION, StartDateTime: startedAgo(40), life: { ...life, seed: 4 } },
    { SessionId: "nightly-report", StartDateTime: startedAgo(95), life: { ...life, seed: 8, workers: 18 } },
    { SessionId: "notebook-lena", StartDateTime: startedAgo(3), life: { ...life, seed: 15, workers: 4 } },
  ].map((session) => ({ ...session, WorkGroup: DEMO_WORK_GROUP }));
}

function sessionOf({ sessionId, minutes, waves, newest = [] }: Story, now: number): LocalSession {
  const startedAt = (ago: number): number => Math.round(now - ago * MINUTE);
  const executor = (
    name: string,
    ExecutorType: ExecutorType,
    ExecutorState: ExecutorState,
    ago: number,
    stay = Infinity,
  ): ExecutorsSummary => ({
    ExecutorId: uuid(`${sessionId} ${name}`),
    ExecutorType,
    ExecutorState,
    ExecutorSize: 1,
    // An executor that is being created has no start time yet.
    ...(ExecutorState !== "CREATING" && { StartDateTime: startedAt(ago) }),
    ...(stay < ago && { TerminationDateTime: startedAt(ago - stay) }),
  });
  const workers = waves.flatMap(({ ago, workers, stay, failing }, wave) =>
    Array.from({ length: workers }, (_, index) => {
      // Spark requests 1, 2, 4, … workers, and ends each one that has been idle.
      const came = ago - 0.7 - Math.floor(Math.log2(index + 1)) * 0.8 - index * 0.07;
      const stays = index === failing ? stay / 4 : stay + ((index * 5) % 7) * 0.9;
      const state = index === failing ? "FAILED" : stays < came ? "TERMINATED" : "REGISTERED";
      return executor(`wave ${wave} worker ${index}`, "WORKER", state, came, stays);
    }),
  );
  const latest = newest.map((state, index) =>
    executor(`newest ${index}`, "WORKER", state, state === "TERMINATING" ? 31 : 0.15 + index * 0.1),
  );
  return {
    SessionId: sessionId,
    WorkGroup: DEMO_WORK_GROUP,
    State: waves.some(({ stay }) => stay === Infinity) ? "BUSY" : "IDLE",
    StartDateTime: new Date(startedAt(minutes)),
    executors: [
      executor("coordinator", "COORDINATOR", "REGISTERED", minutes),
      executor("gateway", "GATEWAY", "REGISTERED", minutes - 0.6),
      ...workers,
      ...latest,
    ],
  };
}

/** Returns the same UUID for the same name. */
function uuid(name: string): string {
  const digits = createHash("sha256").update(name).digest("hex");
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20, 32)].join("-");
}
