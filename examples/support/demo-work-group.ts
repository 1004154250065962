import type { LocalSession } from "athena-executors/testing";
import { demoSession, sessionAtWork } from "./demo-session.js";

export const demoWorkGroup = "demo-workgroup";

/** Creates six sessions: the demo session, three with running calculations, a finished one and a new one. */
export function demoWorkGroupSessions(): LocalSession[] {
  const sessions = [
    demoSession(),
    sessionAtWork("nightly-report", 412, [
      { description: "Yesterday", began: 410, workers: 58, stay: 205, state: "COMPLETED" },
      { description: "Last 30 days", began: 203, workers: 58, stay: 160, state: "COMPLETED" },
      { description: "Last 12 months", began: 38, workers: 32, stay: Infinity, state: "RUNNING" },
    ]),
    sessionAtWork("fraud-features", 95, [
      { description: "Features", began: 93, workers: 40, stay: 51, state: "COMPLETED" },
      { description: "Features, again", began: 41, workers: 24, stay: Infinity, state: "RUNNING" },
    ]),
    sessionAtWork("invoice-check", 27, [
      { description: "Invoices", began: 26, workers: 9, stay: Infinity, state: "RUNNING" },
    ]),
    sessionAtWork("notebook-lena", 71, [
      { description: "Sample", began: 68, workers: 4, stay: 12, state: "COMPLETED" },
    ]),
    sessionAtWork("notebook-tomas", 3, []),
  ];
  return sessions.map((session) => ({ ...session, WorkGroup: demoWorkGroup }));
}

/** Creates an ended session of the workgroup. All of its executors have ended too. */
export function endedDemoSession(): LocalSession {
  const work = { description: "Backfill", began: 600, workers: 120, stay: 560, state: "COMPLETED" } as const;
  const session = sessionAtWork("backfill", 605, [work]);
  const executors = session.executors
    .slice(0, session.executors.length)
    .map((executor) => ({ ...executor, ExecutorState: "TERMINATED" as const }));
  return { ...session, WorkGroup: demoWorkGroup, State: "TERMINATED", executors };
}
