import { describe, expect, it, vi } from "vitest";
import type { LocalExecutor } from "../../lib/testing/index.js";
import { executor } from "../support/executors.js";
import { fakeTime } from "../support/fake-time.js";
import { recipeEnvironment } from "../support/recipe-environment.js";
import { startedAthena } from "../support/started-athena.js";

const SessionId = "session";
const POLL_INTERVAL = 60_000;

/**
 * Runs the alert on a session that changes before each poll, with a poll a minute. The session ends after the last
 * poll. Returns the number of the poll of each alert.
 */
async function alertsOf(
  states: readonly LocalExecutor[],
): Promise<{ polls: number[]; messages: string[]; began: number }> {
  let poll = 0;
  const beforePage = (): { changed: LocalExecutor[]; State?: "TERMINATED" } => {
    poll += 1;
    const worker = states[poll - 1];
    if (worker !== undefined) return { changed: [worker] };
    return { State: "TERMINATED", changed: [executor(1, "TERMINATED"), ...others.map(ended)] };
  };
  const others = [executor(2, "REGISTERED")].map((one) => ({ ...one, ExecutorType: "COORDINATOR" as const }));
  const ended = (one: LocalExecutor): LocalExecutor => ({ ...one, ExecutorState: "TERMINATED" });
  const sessions = [{ SessionId, executors: [executor(1, "CREATING"), ...others], beforePage }];
  const athena = await startedAthena({ sessions });
  for (const [name, value] of Object.entries(recipeEnvironment(athena))) vi.stubEnv(name, value);
  vi.resetModules();
  const { alertWithoutWorkers } = await import("../../examples/recipes/alert.js");
  const time = fakeTime(() => athena.requests.some(({ status }) => status === undefined), 1000);
  const began = Date.now();
  const polls: number[] = [];
  const messages: string[] = [];
  const alert = (message: string): void => {
    polls.push(poll);
    messages.push(message);
  };
  await time.until(alertWithoutWorkers(SessionId, alert, { pollInterval: POLL_INTERVAL }));
  expect(poll).toBeGreaterThan(states.length);
  return { polls, messages, began };
}

const registered = executor(1);
const created = executor(1, "CREATED");

function times(count: number, one: LocalExecutor): LocalExecutor[] {
  return Array<LocalExecutor>(count).fill(one);
}

describe("The alert recipe", () => {
  it.each([
    ["at the poll five minutes after the last worker", [registered, ...times(6, created)], [7]],
    ["not before five minutes have passed", [registered, ...times(5, created), registered, registered], []],
    ["once for each period without workers", [...times(9, created), registered, ...times(6, created)], [6, 16]],
    ["never while a worker is registered", times(12, registered), []],
  ])("fires %s", async (_name, states, expected) => {
    const { polls } = await alertsOf(states);
    expect(polls).toEqual(expected);
  });

  it("names the time since which there has been no worker", async () => {
    const { messages, began } = await alertsOf([registered, ...times(6, created)]);
    expect(messages).toHaveLength(1);
    const since = Date.parse(/since (\S+)\.$/.exec(messages[0] ?? "")?.[1] ?? "");
    expect(Math.abs(since - began - POLL_INTERVAL)).toBeLessThan(5000);
  });
});
