import { afterEach, expect, it, vi } from "vitest";
import type * as options from "../../lib/calls/call-config.js";
import { clientState } from "../../lib/common/shared-registry.js";

afterEach(() => {
  vi.resetModules();
});

it("Two copies of the package share the state of a client", async () => {
  const client = {};
  const state = clientState(client);
  vi.resetModules();
  const copy = await import("../../lib/common/shared-registry.js");
  expect(copy.clientState).not.toBe(clientState);
  expect(copy.clientState(client)).toBe(state);
  expect(copy.clientState({})).not.toBe(state);
});

it("Two copies of the package share the default throttle of a client", async () => {
  const client = { send: () => Promise.resolve({}) };
  const [one, other] = [await import("../../lib/calls/call-config.js"), await anotherCopy()];
  const throttles = [one, other].map(({ callSettings, callParts }) => callParts(callSettings({ client })).throttle);
  expect(throttles[0]).toBeDefined();
  expect(throttles[1]).toBe(throttles[0]);
});

function anotherCopy(): Promise<typeof options> {
  vi.resetModules();
  return import("../../lib/calls/call-config.js");
}
