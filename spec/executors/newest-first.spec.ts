import { expect, it } from "vitest";
import { newestFirst } from "../../lib/executors/executor-times.js";
import { executor } from "../support/executors.js";

it("newestFirst sorts stably, with missing start times first", () => {
  const unknown = (name: string): { ExecutorId: string } => ({ ExecutorId: name });
  const tie = { ...executor(2), ExecutorId: "tie" };
  const listed = [executor(1), unknown("a"), executor(2), executor(3), tie, unknown("b")];
  const sorted = [unknown("a"), unknown("b"), executor(3), executor(2), tie, executor(1)];
  expect(listed.sort(newestFirst)).toEqual(sorted);
  expect([newestFirst(executor(2), tie), newestFirst(unknown("a"), unknown("b"))]).toEqual([0, 0]);
});
