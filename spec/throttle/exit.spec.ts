import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { startedAthena } from "../support/started-athena.js";

describe("A process", () => {
  it("exits after it aborts listings in queue, flight and backoff", async () => {
    const hanging = await startedAthena({ faults: () => ({ type: "hang" }) });
    const throttling = await startedAthena({ faults: () => ({ type: "throttle", retryAfter: 20 }) });
    const program = ["--import", "tsx", "spec/support/abort-everywhere.ts", hanging.url, throttling.url];
    const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
    let written = "";
    let writtenAt = NaN;
    child.stdout.on("data", (chunk: Buffer) => {
      written += chunk.toString();
      writtenAt = performance.now();
    });
    const [code] = (await once(child, "exit")) as [number | null];
    expect(written).toBe("enough,enough,enough,enough");
    expect(code).toBe(0);
    expect(performance.now() - writtenAt).toBeLessThan(5000);
    expect([hanging.requests.length, throttling.requests.length]).toEqual([1, 1]);
  });
});
