import { spawn, spawnSync } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { builtCommand, localEnvironment } from "../support/command.js";
import { startedAthena } from "../support/started-athena.js";

const command = builtCommand();
const PTY = "script";
const hasPty = String(spawnSync(PTY, ["--version"]).stdout).includes("util-linux");
const escapeCode = "\u001B[";

/** A session that an executor joins during the watch. Then both end. */
const sessions = [
  {
    SessionId: "a",
    State: "BUSY" as const,
    executors: [{ ExecutorId: "executor-0", ExecutorState: "TERMINATED" }],
    beforePage: [
      undefined,
      { joined: [{ ExecutorId: "executor-1", ExecutorState: "CREATED" }] },
      { State: "TERMINATED" as const, changed: [{ ExecutorId: "executor-1", ExecutorState: "TERMINATED" }] },
    ],
  },
];

/** Runs the command in a terminal, and returns the output of the terminal. */
async function inTerminal(size: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const line = [process.execPath, command.path, ...words].join(" ");
  const child = spawn(PTY, ["-qefc", `stty ${size}; ${line}`, "/dev/null"], {
    env: { PATH: process.env["PATH"], TERM: "xterm", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return text(child.stdout);
}

describe("The output of the command", () => {
  it.skipIf(!existsSync("/dev/full")).each(["json", "ndjson", "csv", "text", "table"])(
    "to a full disk ends it with 255 and one line, as %s",
    async (format) => {
      const child = spawn(process.execPath, [command.path, "list", "--demo", "-o", format], {
        stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
      });
      const code = new Promise((resolve) => child.once("exit", resolve));
      expect(await text(child.stderr as NodeJS.ReadableStream)).toMatch(/^Cannot write the output: ENOSPC.*\n$/);
      expect(await code).toBe(255);
    },
  );

  it.each([
    ["list", "--demo", "-o", "ndjson"],
    ["list", "--demo", "-o", "json"],
    ["watch", "--demo", "--interval", "10ms"],
  ])("ends it without an error when the reader leaves: %s %s %s %s", async (...words) => {
    const child = command.start(words);
    const code = new Promise((resolve) => child.once("exit", resolve));
    child.stdout.destroy();
    expect(await text(child.stderr)).toBe("");
    expect(await code).toBe(0);
  });

  it.each([
    { flags: [], env: {}, isColored: false },
    { flags: [], env: { FORCE_COLOR: "1" }, isColored: true },
    { flags: [], env: { FORCE_COLOR: "1", NO_COLOR: "1" }, isColored: false },
    { flags: ["--color", "on"], env: { NO_COLOR: "1" }, isColored: true },
    { flags: ["--color", "off"], env: { FORCE_COLOR: "1" }, isColored: false },
  ])("to a pipe is coloured with $flags and $env: $isColored", async ({ flags, env, isColored }) => {
    const { stdout } = await command.run(["list", "--demo", "-o", "table", ...flags], env);
    expect(stdout.includes(escapeCode)).toBe(isColored);
    expect(stdout).toContain("REGISTERED");
  });
});

describe.skipIf(!hasPty)("The command in a terminal", () => {
  it("prints a coloured table as wide as the terminal", async () => {
    const stdout = await inTerminal("cols 120 rows 50", ["list", "--demo"]);
    expect(stdout).toContain("EXECUTOR");
    expect(stdout).toContain("DPUS");
    expect(stdout).toContain("Page 1: 43 executors so far");
    expect(stdout).toContain(escapeCode);
  });

  it.each([
    { name: "of 0 columns", size: "cols 0 rows 0", env: {} },
    { name: "that is called dumb", size: "cols 80 rows 24", env: { TERM: "dumb" } },
  ])("prints plain lines in a terminal $name", async ({ size, env }) => {
    const listed = await inTerminal(size, ["list", "--demo"], env);
    const athena = await startedAthena({ sessions });
    const words = ["watch", "--session-id", "a", "--interval", "1ms"];
    const watched = await inTerminal(size, words, { ...localEnvironment(athena.url), ...env });
    expect(listed + watched).not.toContain(escapeCode);
    expect(listed.split("\r\n").filter((line) => line.includes("\t")).length).toBeGreaterThan(20);
    expect(watched).toContain("\tjoined\t");
  });

  it("redraws a watched session in place, and restores the terminal", async () => {
    const athena = await startedAthena({ sessions });
    const words = ["watch", "--session-id", "a", "--interval", "1ms"];
    const stdout = await inTerminal("cols 80 rows 24", words, localEnvironment(athena.url));
    expect(stdout).toContain("executor-1  joined, ");
    expect(stdout).toContain("The session has ended. ");
    // No alternate screen, no hidden cursor, no raw mode.
    expect(stdout).not.toContain(`${escapeCode}?`);
    expect(stdout.endsWith("\r\n")).toBe(true);
  });

  it("prints no colours with NO_COLOR", async () => {
    const stdout = await inTerminal("cols 80 rows 24", ["usage", "--demo"], { NO_COLOR: "1" });
    expect(stdout).toContain("DPU-HOURS");
    expect(stdout).not.toContain(`${escapeCode}3`);
  });
});
