import { expect, it } from "vitest";
import { Reporter } from "../../lib/events/reporter.js";
import type { PaginationEvent } from "../../lib/index.js";
import { unhandledRejections } from "../support/process-events.js";
import { quiet } from "../support/waiting.js";

it("Reporter reports every event, and the totals at the end", () => {
  const events: PaginationEvent[] = [];
  const reporter = new Reporter((event) => events.push(event));
  const error = new Error("What the service says");
  reporter.request("ListExecutors", 1);
  reporter.wait("throttle", 20);
  reporter.retry(error, 1);
  reporter.wait("backoff", 299.6);
  reporter.wait("throttle", 0.9);
  reporter.request("ListExecutors", 2);
  reporter.request("ListExecutors", 3);
  reporter.page(5, 3);
  reporter.yielded(3);
  reporter.duplicate("executor-1");
  reporter.disorder("executor-2");
  reporter.restart(error);
  reporter.sessionSkipped("session", error);
  reporter.page(4, 4);
  reporter.yielded(1);
  reporter.end("left");
  expect(events).toEqual([
    { type: "request", operation: "ListExecutors", attempt: 1 },
    { type: "wait", reason: "throttle", delay: 20 },
    { type: "retry", error, attempt: 1 },
    { type: "wait", reason: "backoff", delay: 300 },
    { type: "request", operation: "ListExecutors", attempt: 2 },
    { type: "request", operation: "ListExecutors", attempt: 3 },
    { type: "page", page: 1, items: 5, yielded: 3 },
    { type: "duplicate", executorId: "executor-1" },
    { type: "disorder", executorId: "executor-2" },
    { type: "restart", error },
    { type: "session-skipped", sessionId: "session", error },
    { type: "page", page: 2, items: 4, yielded: 4 },
    {
      type: "end",
      reason: "left",
      totals: { pages: 2, requests: 3, retries: 2, seen: 9, yielded: 4, duplicates: 1, skipped: 1, waited: 320 },
    },
  ]);
});

it("Reporter reports a degraded throttle once for each reason", () => {
  const errors: unknown[] = [];
  const reporter = new Reporter((event) =>
    errors.push("error" in event && event.type === "throttle-degraded" && event.error),
  );
  const [one, other] = [new Error("one"), new Error("other")];
  for (const error of [one, one, other, other, one]) reporter.throttleDegraded(error);
  expect(errors).toEqual([one, other, one]);
});

it("Reporter ignores a listener that throws or rejects, and works without", async () => {
  const rejections = unhandledRejections();
  const throwing = new Reporter(() => {
    throw new Error("The listener's own");
  });
  const rejecting = new Reporter(() => Promise.reject(new Error("The listener's own")) as never);
  for (const reporter of [throwing, rejecting, new Reporter(undefined)]) {
    expect(() => {
      reporter.end("complete");
    }).not.toThrow();
  }
  await quiet();
  rejections.stop();
  expect(rejections.reasons).toEqual([]);
});

it("Reporter reports nothing after the end event", () => {
  const types: string[] = [];
  const reporter = new Reporter(({ type }) => {
    types.push(type);
    if (type === "duplicate") reporter.end("left");
  });
  reporter.duplicate("executor-1");
  reporter.page(2, 1);
  reporter.end("left");
  expect(types).toEqual(["duplicate", "end"]);
});
