import { expect, it, vi } from "vitest";
import { lazy } from "../../lib/middleware/lazy.js";
import { rejection } from "../support/abort-signals.js";
import { nextTurn } from "../support/next-turn.js";

it("does it once, when it is first asked for", async () => {
  const load = vi.fn(() => Promise.resolve("it"));
  const loaded = lazy(load);
  expect(load).not.toHaveBeenCalled();
  expect(await Promise.all([loaded(), loaded()])).toEqual(["it", "it"]);
  expect(load).toHaveBeenCalledTimes(1);
});

it("tells everybody who asks of a failure, and nobody else", async () => {
  const failure = new Error("No");
  const loaded = lazy(() => Promise.reject(failure));
  void loaded();
  // Long enough for an unhandled rejection, which would fail the run.
  await nextTurn();
  expect((await rejection(loaded())).reason).toBe(failure);
  expect((await rejection(loaded())).reason).toBe(failure);
});
