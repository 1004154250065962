import { describe, expect, it } from "vitest";
import { FallbackGate } from "../../lib/redis/fallback-gate.js";
import { SharedGate } from "../../lib/redis/shared-gate.js";
import type { SharedLine } from "../../lib/redis/shared-line.js";
import { quiet, unhandledRejections } from "../support/iterating.js";

const lost = new Error("The connection is closed");
const lostLine = { hold: () => Promise.reject(lost) } as unknown as SharedLine;

describe("The gate of a process that has nothing to fall back on", () => {
  const gate = new FallbackGate({ line: lostLine, shared: new SharedGate(lostLine), local: undefined });

  it("keeps no window, and forgets none when its caller leaves", () => {
    expect(gate.callOff()).toBe(false);
    expect(gate.interval).toBe(0);
  });

  it("disturbs nobody where the others cannot be told to wait", async () => {
    const unhandled = unhandledRejections();
    gate.hold(1000);
    await quiet();
    unhandled.stop();
    expect(unhandled.reasons).toEqual([]);
  });
});
