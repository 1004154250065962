import { afterEach, describe, expect, it, vi } from "vitest";
import type * as api from "../../lib/index.js";
import { rejection } from "../support/abort-signals.js";
import { fakeTime } from "../support/fake-time.js";
import { foreignService, throttled } from "../support/foreign-service.js";

const SessionId = "session";

/** Imports another copy of the package with stubs instead of libraries. */
async function packageWith(library: string, stub: object): Promise<typeof api> {
  vi.resetModules();
  vi.doMock(library, () => stub);
  return import("../../lib/index.js");
}

afterEach(() => {
  for (const library of ["p-throttle", "p-retry", "@smithy/service-error-classification"]) vi.doUnmock(library);
  vi.resetModules();
});

describe("The libraries are used", () => {
  it("so that without p-throttle more calls than the limit are sent", async () => {
    const { createThrottle } = await packageWith("p-throttle", { default: () => (pass: () => unknown) => pass });
    const time = fakeTime();
    const throttle = createThrottle({ limit: 2, interval: 1000 });
    let granted = 0;
    for (let caller = 0; caller < 8; caller += 1) void throttle.acquire().then(() => (granted += 1));
    await time.pass(999);
    expect(granted).toBe(8);
  });

  it("so that without p-retry nothing is retried", async () => {
    const { listExecutors } = await packageWith("p-retry", {
      default: (attempt: (number: number) => unknown) => attempt(1),
    });
    const { client, requests } = await foreignService(() => throttled());
    const listed = listExecutors({ client, throttle: false }, { SessionId }).toArray();
    expect((await rejection(listed)).reason).toMatchObject({ name: "ThrottlingException" });
    expect(requests).toHaveLength(1);
  });

  it("so that without the SDK's classifier its errors are not retried", async () => {
    const { listExecutors } = await packageWith("@smithy/service-error-classification", {
      isThrottlingError: () => false,
      isTransientError: () => false,
    });
    const { client, requests } = await foreignService(() => throttled());
    await rejection(listExecutors({ client, throttle: false }, { SessionId }).toArray());
    expect(requests).toHaveLength(1);
  });
});
