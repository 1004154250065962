import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { LocalAthena, LocalSession } from "../../lib/testing/index.js";
import { executor, executors } from "../support/executors.js";
import { recipeEnvironment } from "../support/recipe-environment.js";
import { startedAthena } from "../support/started-athena.js";
import { until } from "../support/waiting.js";

/** A line of an output file. */
interface Line {
  readonly SessionId: string;
  readonly executors: readonly { readonly ExecutorId: string }[];
}

const KILLS = 5;

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "nightly-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

function linesOf(folder: string, name: "ended" | "live"): Line[] {
  const lines = readFileSync(join(folder, `${name}.ndjson`), "utf8").split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line) as Line);
}

/** Returns the executor ids by session. Throws if a session has two lines. */
function stored(folder: string, name: "ended" | "live"): Record<string, string[]> {
  const lines = linesOf(folder, name).map(({ SessionId, executors: all }): [string, string[]] => [
    SessionId,
    all.map(({ ExecutorId }) => ExecutorId),
  ]);
  expect(lines.map(([id]) => id)).toHaveLength(new Set(lines.map(([id]) => id)).size);
  return Object.fromEntries(lines);
}

/** Creates a session whose executors are all ended or all live, newest first. */
function session(SessionId: string, WorkGroup: string, size: number, State: "TERMINATED" | "IDLE"): LocalSession {
  const ExecutorState = State === "IDLE" ? "REGISTERED" : State;
  return { SessionId, WorkGroup, State, executors: executors(size).map((one) => ({ ...one, ExecutorState })) };
}

/** Ends a session and all its executors, as the service does. */
function end(athena: LocalAthena, SessionId: string, size: number): void {
  const changed = executors(size).map((one) => ({ ...one, ExecutorState: "TERMINATED" }));
  athena.change(SessionId, { State: "TERMINATED", changed });
}

/** Runs the job in this process. */
async function runNightly(athena: LocalAthena, folder: string, ...workGroups: string[]): Promise<void> {
  for (const [name, value] of Object.entries(recipeEnvironment(athena))) vi.stubEnv(name, value);
  vi.resetModules();
  const { storeExecutors } = await import("../../examples/recipes/nightly.js");
  await storeExecutors(workGroups, folder);
}

function sessionsRead({ requests }: LocalAthena, from = 0): Set<unknown> {
  const read = requests.slice(from).filter(({ operation }) => operation === "ListExecutors");
  return new Set(read.map(({ input }) => (input as { SessionId?: string }).SessionId));
}

describe("The nightly recipe", () => {
  // The timeout is long because each process has the default throttle.
  it("stores each executor of ended sessions once despite kills", { timeout: 300_000 }, async () => {
    const folder = newFolder();
    const file = join(folder, "ended.ndjson");
    const ended = [0, 130, 7, 220, 1].flatMap((size, index) =>
      ["etl", "reports"].map((group) => session(`${group}-ended-${index}`, group, size + index, "TERMINATED")),
    );
    const sizeOf = (index: number): number => (index === 0 ? 101 : 5 + index);
    const live = Array.from({ length: KILLS + 2 }, (_, index) =>
      session(`live-${index}`, "etl", sizeOf(index), "IDLE"),
    );
    const athena = await startedAthena({ sessions: [...ended, ...live], latency: 5 });
    const start = (): ReturnType<typeof spawn> =>
      spawn(process.execPath, ["--import", "tsx", "spec/support/run-nightly.ts", folder, "etl", "reports"], {
        env: { ...process.env, ...recipeEnvironment(athena) },
        stdio: ["ignore", "ignore", "inherit"],
      });
    const storedLines = (): number => (existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const linesBefore = storedLines();
      const child = start();
      const exit = once(child, "exit");
      // Kills the first run at any moment, and the others after they have stored a line.
      if (kill === 0) await athena.answered(1 + Math.floor(Math.random() * 15));
      else await until(() => storedLines() > linesBefore);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
      child.kill("SIGKILL");
      expect(await exit).toEqual([null, "SIGKILL"]);
      // Simulates a crash within the last line.
      if (kill % 2 === 1) {
        const content = readFileSync(file);
        const last = content.lastIndexOf("\n", -2) + 1;
        truncateSync(file, last + Math.ceil(Math.random() * (content.length - last - 1)));
      }
      end(athena, `live-${kill}`, sizeOf(kill));
    }
    const completeLines = readFileSync(file, "utf8").split("\n").slice(0, -1);
    const before = new Set(completeLines.map((line) => (JSON.parse(line) as Line).SessionId));
    expect(before.size).toBeGreaterThan(0);
    const from = athena.requests.length;
    expect(await once(start(), "exit")).toEqual([0, null]);

    const expected = (sessions: readonly LocalSession[]): Record<string, string[]> =>
      Object.fromEntries(
        sessions.map(({ SessionId, executors: all }) => [
          SessionId,
          all.slice(0, all.length).map(({ ExecutorId }) => String(ExecutorId)),
        ]),
      );
    expect(stored(folder, "ended")).toEqual(expected([...ended, ...live.slice(0, KILLS)]));
    expect(stored(folder, "live")).toEqual(expected(live.slice(KILLS)));
    expect([...sessionsRead(athena, from)].filter((id) => before.has(id as string))).toEqual([]);
  });

  it("reads again only sessions that were live the night before", async () => {
    const folder = newFolder();
    const sessions = [
      session("ended", "etl", 3, "TERMINATED"),
      session("ending", "etl", 2, "IDLE"),
      session("live", "etl", 1, "IDLE"),
    ];
    const athena = await startedAthena({ sessions });
    await runNightly(athena, folder, "etl");
    expect(Object.keys(stored(folder, "live")).sort()).toEqual(["ending", "live"]);
    const from = athena.requests.length;
    athena.change("live", { joined: [executor(2)] });
    end(athena, "ending", 2);
    await runNightly(athena, folder, "etl");
    expect(sessionsRead(athena, from)).toEqual(new Set(["ending", "live"]));
    expect(stored(folder, "live")).toEqual({ live: ["executor-2", "executor-1"] });
    expect(stored(folder, "ended")).toEqual({
      ended: ["executor-3", "executor-2", "executor-1"],
      ending: ["executor-2", "executor-1"],
    });
  });

  it("stores a session that ends during its listing as live", async () => {
    const folder = newFolder();
    const ending: LocalSession = {
      ...session("ending", "etl", 150, "IDLE"),
      beforePage: [undefined, { State: "TERMINATED", joined: [executor(151, "TERMINATED")] }],
    };
    const athena = await startedAthena({ sessions: [ending] });
    await runNightly(athena, folder, "etl");
    expect(stored(folder, "ended")).toEqual({});
    end(athena, "ending", 150);
    await runNightly(athena, folder, "etl");
    expect(stored(folder, "ended")).toEqual({ ending: executors(151).map(({ ExecutorId }) => ExecutorId) });
  });

  it("stores an ended session as live while an executor is live", async () => {
    const folder = newFolder();
    const lagging = { ...session("lagging", "etl", 2, "IDLE"), State: "FAILED" } as const;
    const athena = await startedAthena({ sessions: [lagging] });
    await runNightly(athena, folder, "etl");
    expect(stored(folder, "ended")).toEqual({});
    expect(stored(folder, "live")).toEqual({ lagging: ["executor-2", "executor-1"] });
  });
});
