import { describe, expect, it } from "vitest";
import { builtCommand, localEnvironment } from "../support/command.js";
import { startedAthena } from "../support/started-athena.js";

const command = builtCommand();

/** A session in which executor 1 registers during the watch. Then the session ends. */
const sessions = [
  {
    SessionId: "a",
    State: "BUSY" as const,
    executors: [
      { ExecutorId: "0", ExecutorState: "TERMINATED", StartDateTime: Date.UTC(2026, 10, 22) },
      { ExecutorId: "1", ExecutorState: "CREATED", StartDateTime: Date.UTC(2026, 10, 22, 1) },
    ],
    beforePage: [
      undefined,
      { changed: [{ ExecutorId: "1", ExecutorState: "REGISTERED" }] },
      { State: "TERMINATED" as const, changed: [{ ExecutorId: "1", ExecutorState: "TERMINATED" }] },
    ],
  },
];
const words = ["watch", "--session-id", "a", "--interval", "1ms"];

describe("The command watch", () => {
  it("prints every executor and change as NDJSON until the session ends", async () => {
    const athena = await startedAthena({ sessions });
    const { code, stdout, stderr } = await command.run([...words, "-o", "ndjson"], localEnvironment(athena.url));
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { type: "joined", initial: true, executor: { ExecutorId: "0", StartDateTime: "2026-11-22T00:00:00.000Z" } },
      { type: "joined", initial: true, executor: { ExecutorId: "1", ExecutorState: "CREATED" } },
      { type: "changed", previous: "CREATED", executor: { ExecutorId: "1", ExecutorState: "REGISTERED" } },
      { type: "changed", previous: "REGISTERED", executor: { ExecutorId: "1", ExecutorState: "TERMINATED" } },
    ]);
    expect(stderr).toBe("The session has ended. 2 executors: 0 live (0 DPUs in use), 2 terminated, 0 failed.\n");
    expect(code).toBe(0);
  });

  it("prints a line with tabs for each change if not on a terminal", async () => {
    const athena = await startedAthena({ sessions });
    const { stdout } = await command.run(words, localEnvironment(athena.url));
    const cells = stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split("\t").slice(1));
    expect(cells.at(-1)).toEqual(["changed", "1", "-", "REGISTERED", "TERMINATED"]);
    expect(cells).toHaveLength(4);
  });

  it("prints the reason of retries", async () => {
    const athena = await startedAthena({ sessions, faults: [undefined, { type: "error", status: 503 }] });
    const { code, stderr } = await command.run(words, localEnvironment(athena.url));
    expect(stderr).toMatch(/^InternalServerException: .* Attempt 2 follows\.\n/);
    expect(code).toBe(0);
  });

  it("exits with 254 for an unknown session", async () => {
    const athena = await startedAthena({ sessions });
    const { code, stderr } = await command.run(["watch", "--session-id", "b"], localEnvironment(athena.url));
    expect(stderr).toMatch(/^ResourceNotFoundException: .* Check the name or id, --region and --profile\.\n$/);
    expect(code).toBe(254);
  });
});
