import { expect, it } from "vitest";
import { BehindExecutor } from "../../lib/executors/behind-executor.js";
import { placeAfter } from "../../lib/executors/place.js";
import { executor } from "../support/executors.js";

const lost = new Error("lost");
const page = { token: undefined, pageSize: 3 };
const passed = { page, executors: [5, 7, 6].map((number) => executor(number)), newTies: 0, isDisordered: true };

function wayBack(): BehindExecutor {
  const place = placeAfter(undefined, passed);
  if (place === undefined) throw new Error("Executors came by, so there is a place");
  return new BehindExecutor(place, () => lost);
}

const executors = (...numbers: number[]): ReturnType<typeof executor>[] => numbers.map((number) => executor(number));

it("goes on behind the last executor, and leaves out what joined before it on its page", () => {
  const way = wayBack();
  expect([way.isThere, way.isBeyond]).toEqual([false, false]);
  expect(way.beyond(executors(7, 30, 6, 31, 4))).toEqual({ executors: executors(31, 4), newTies: 0 });
  expect([way.isThere, way.isBeyond]).toEqual([true, true]);
});

it("leaves out on later pages what had come by before and was pushed there", () => {
  const way = wayBack();
  way.beyond(executors(6, 4));
  expect(way.beyond(executors(3, 5, 7, 2)).executors).toEqual(executors(3, 2));
});

it("is lost where the last executor is not on its page", () => {
  const way = wayBack();
  expect(() => way.beyond(executors(5, 7))).toThrow(lost);
  expect(way.isThere).toBe(false);
});
