import { describe, expect, it } from "vitest";
import { builtCommand, localEnvironment, parseCsv } from "../support/command.js";
import { startedAthena } from "../support/started-athena.js";

const command = builtCommand();
const HOUR = 3_600_000;

function ended(ExecutorId: string, hours: number, ExecutorState: "TERMINATED" | "FAILED" = "TERMINATED") {
  const StartDateTime = Date.UTC(2026, 10, 22);
  const TerminationDateTime = StartDateTime + hours * HOUR;
  return { ExecutorId, ExecutorType: "WORKER", ExecutorState, ExecutorSize: 2, StartDateTime, TerminationDateTime };
}

const sessions = [
  { SessionId: "a", executors: [ended("1", 3), ended("2", 1), ended("3", 0.5, "FAILED")] },
  { SessionId: "b", executors: [{ ExecutorId: "4", ExecutorType: "GATEWAY", ExecutorState: "REGISTERED" }] },
  { SessionId: "c", executors: [] },
];

describe("The command usage", () => {
  it("prints a record for each state and type, and the total on stderr", async () => {
    const athena = await startedAthena({ sessions });
    const words = ["usage", "--session-id", "a", "-o"];
    const json = await command.run([...words, "json"], localEnvironment(athena.url));
    expect(JSON.parse(json.stdout)).toEqual([
      { ExecutorState: "TERMINATED", ExecutorType: "WORKER", executors: 2, dpusInUse: 0, dpuHours: 8, unmeasured: 0 },
      { ExecutorState: "FAILED", ExecutorType: "WORKER", executors: 1, dpusInUse: 0, dpuHours: 1, unmeasured: 0 },
    ]);
    expect(json.stderr).toBe("3 executors: 0 live (0 DPUs in use), 2 terminated, 1 failed; 9.00 DPU-hours.\n");
    const csv = await command.run([...words, "csv"], localEnvironment(athena.url));
    expect(parseCsv(csv.stdout)).toEqual([
      ["ExecutorState", "ExecutorType", "executors", "dpusInUse", "dpuHours", "unmeasured"],
      ["TERMINATED", "WORKER", "2", "0", "8", "0"],
      ["FAILED", "WORKER", "1", "0", "1", "0"],
    ]);
  });

  it("prints a record for each session of a workgroup", async () => {
    const athena = await startedAthena({ sessions });
    const words = ["usage", "--work-group", "primary"];
    const json = await command.run([...words, "-o", "json"], localEnvironment(athena.url));
    const records = JSON.parse(json.stdout) as { SessionId: string }[];
    expect(records.sort((one, other) => one.SessionId.localeCompare(other.SessionId))).toEqual([
      { SessionId: "a", executors: 3, live: 0, dpusInUse: 0, dpuHours: 9, unmeasured: 0 },
      { SessionId: "b", executors: 1, live: 1, dpusInUse: 0, dpuHours: 0, unmeasured: 1 },
      { SessionId: "c", executors: 0, live: 0, dpusInUse: 0, dpuHours: 0, unmeasured: 0 },
    ]);
    const table = await command.run([...words, "-o", "table"], localEnvironment(athena.url));
    expect(table.stdout).toMatch(/^SESSION .*DPU-HOURS\n/);
    expect(table.stdout).toMatch(/\ntotal +4 +1 +0 +9\.00\n/);
    expect(table.stdout).toContain("1 of them not in the DPU-hours");
  });

  it("counts only live executors with --live", async () => {
    const athena = await startedAthena({ sessions });
    const words = ["usage", "--work-group", "primary", "--live", "-o", "table"];
    const { stdout } = await command.run(words, localEnvironment(athena.url));
    expect(stdout).toMatch(/\ntotal +1 +1 +0 +0\.00\n/);
  });

  it.each(["json", "csv", "text", "table"])("reports a session without executors as %s", async (format) => {
    const athena = await startedAthena({ sessions });
    const words = ["usage", "--session-id", "c", "-o", format];
    const { code, stdout } = await command.run(words, localEnvironment(athena.url));
    expect(code).toBe(0);
    if (format === "json") expect(stdout).toBe("[]\n");
    if (format === "csv") expect(parseCsv(stdout)).toHaveLength(1);
    if (format === "text") expect(stdout).toBe("");
    if (format === "table") expect(stdout).toMatch(/\ntotal +0 +0 +0 +0\.00\n$/);
  });
});
