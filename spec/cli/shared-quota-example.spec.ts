import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { hasRedisServer } from "../support/redis-server.js";
import { until } from "../support/waiting.js";

const words = ["--import", "tsx", "--env-file=examples/quiet.env", "examples/shared-quota.ts"];

/** Starts the example as the leader of a process group that includes its children. */
function start(...flags: string[]) {
  const child = spawn(process.execPath, [...words, ...flags], { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, code, group: -(child.pid ?? 0) };
}

function isGone(group: number): boolean {
  try {
    process.kill(group, 0);
    return false;
  } catch {
    return true;
  }
}

describe("The example shared-quota", () => {
  it("has --help", async () => {
    const { child, code } = start("--help");
    expect(await text(child.stdout)).toContain("It needs a redis-server");
    expect(await code).toBe(0);
  });

  it.skipIf(!hasRedisServer())("leaves no process behind when it is terminated", async () => {
    const { child, code, group } = start();
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGTERM");
    expect(await code).toBe(143);
    await until(() => {
      expect(isGone(group)).toBe(true);
    });
  });

  it.skipIf(!hasRedisServer())("leaves no process behind when its reader leaves", async () => {
    const { child, code, group } = start();
    child.stdout.once("data", () => child.stdout.destroy());
    await code;
    await until(() => {
      expect(isGone(group)).toBe(true);
    });
  });
});
