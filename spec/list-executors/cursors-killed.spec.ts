import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { executor, executors } from "../support/executors.js";
import { asAnswer, LivingSession, servedSession } from "../support/living-session.js";
import { until } from "../support/waiting.js";

// More of them with KILLS=25; each costs the start of a process.
const kills = Number(process.env["KILLS"] ?? 5);

it("A process that is often killed writes each executor once by cursors", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cursors-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, "executors");
  writeFileSync(file, "");
  const initial = executors(7 * 200 + 3);
  const living = new LivingSession(initial);
  let joined = 10_000;
  const { client } = await servedSession(living, ({ input }, number) => {
    const answer = living.answer(input);
    living.join(executor((joined += 1)));
    if (number % 60 === 0) living.expireTokens();
    return (request, response) => {
      setTimeout(() => {
        const whole = asAnswer(answer);
        if (typeof whole === "function") whole(request, response);
        else response.end(JSON.stringify(whole));
      }, 1);
    };
  });
  const endpoint = await client.config.endpoint?.();
  const url = `http://127.0.0.1:${String(endpoint?.port)}`;
  const written = (): string[] => readFileSync(file, "utf8").split("\n").slice(0, -1);
  let killed = 0;
  for (;;) {
    const script = "spec/support/stream-to-file.ts";
    const child = spawn(process.execPath, ["--import", "tsx", script, url, file], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = once(child, "exit");
    if (killed === kills) {
      expect(await ended).toEqual([0, null]);
      break;
    }
    const start = written().length;
    // Somewhere on the way: at another number of executors each time, and at any moment between two of them.
    const enough = start + ((killed * 37) % 20) + 1;
    await until(() => written().length >= enough || child.exitCode !== null);
    child.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);
    killed += 1;
  }
  const ids = written().map((line) => line.split(" ")[0]);
  expect(ids).toEqual(initial.map(({ ExecutorId }) => ExecutorId));
});
