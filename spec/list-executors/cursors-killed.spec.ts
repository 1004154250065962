import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { executor, executors } from "../support/executors.js";
import { startedSession } from "../support/started-athena.js";
import { until } from "../support/waiting.js";

// KILLS=25 sets another number. Each kill costs the start of a process.
const kills = Number(process.env["KILLS"] ?? 5);

it("A process that is killed often still writes each executor once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cursors-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, "executors");
  writeFileSync(file, "");
  const initial = executors(7 * 200 + 3);
  const { athena } = await startedSession(initial, {
    latency: 1,
    beforePage: ({ number }) => ({ joined: number > 1 ? [executor(10_000 + number)] : [] }),
    faults: ({ number }) => (number % 60 === 0 ? { type: "expired-token" } : undefined),
  });
  const written = (): string[] => readFileSync(file, "utf8").split("\n").slice(0, -1);
  let killed = 0;
  for (;;) {
    const script = "spec/support/stream-to-file.ts";
    const child = spawn(process.execPath, ["--import", "tsx", script, athena.url, file], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = once(child, "exit");
    if (killed === kills) {
      expect(await ended).toEqual([0, null]);
      break;
    }
    const start = written().length;
    // Kills the process after a different number of executors each time.
    const enough = start + ((killed * 37) % 20) + 1;
    await until(() => written().length >= enough || child.exitCode !== null);
    child.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);
    killed += 1;
  }
  const ids = written().map((line) => line.split(" ")[0]);
  expect(ids).toEqual(initial.map(({ ExecutorId }) => ExecutorId));
});
