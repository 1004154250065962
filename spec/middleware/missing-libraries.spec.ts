import { describe, expect, it, vi } from "vitest";
import { createThrottle, listExecutors } from "../../lib/index.js";
import { rejection } from "../support/abort-signals.js";
import { failure, foreignService } from "../support/foreign-service.js";

// What is loaded with the first call may be gone by then, as after an upgrade in place.
vi.mock("p-throttle", () => Promise.reject(new Error("gone")));
vi.mock("p-retry", () => Promise.reject(new Error("gone")));

const SessionId = "session";

describe("A library that cannot be loaded", () => {
  it("is told to those who wait for the throttle, instead of having them wait for ever", async () => {
    const throttle = createThrottle({ limit: 1, interval: 1 });
    for (let caller = 0; caller < 2; caller += 1) {
      expect((await rejection(throttle.acquire())).reason).toBeInstanceOf(Error);
    }
  });

  it("is told when an attempt fails, and needed by none that succeeds", async () => {
    const { client } = await foreignService((_request, number) =>
      number === 1 ? { ExecutorsSummary: [] } : failure(500, { __type: "InternalServerException" }),
    );
    const list = (): Promise<unknown> => listExecutors({ client, throttle: false }, { SessionId }).toArray();
    expect(await list()).toEqual([]);
    expect((await rejection(list())).reason).toHaveProperty("cause.message", "gone");
  });
});
