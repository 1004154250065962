import { expect, it } from "vitest";
import { LookAhead } from "../../lib/pagination/look-ahead.js";
import { unhandledRejections } from "../support/process-events.js";
import { quiet } from "../support/waiting.js";

/** Creates a source that counts its calls, up to an end or a failure. */
function source(
  count: number,
  failure?: Error,
): { values: AsyncGenerator<number, string, undefined>; asked: number[] } {
  const asked: number[] = [];
  async function* run(): AsyncGenerator<number, string, undefined> {
    for (let number = 1; number <= count; number += 1) {
      asked.push(number);
      yield await Promise.resolve(number);
    }
    if (failure !== undefined) throw failure;
    return "end";
  }
  return { values: run(), asked };
}

it("LookAhead reads ahead only on demand and within its limit", async () => {
  const { values, asked } = source(9);
  const ahead = new LookAhead(values, 2);
  expect(await ahead.next()).toEqual({ done: false, value: 1 });
  await quiet();
  expect(asked).toEqual([1]);
  ahead.fill();
  ahead.fill();
  expect(asked).toEqual([1, 2]);
  await quiet();
  expect(asked).toEqual([1, 2, 3]);
  expect(await ahead.next()).toEqual({ done: false, value: 2 });
  ahead.fill();
  await quiet();
  expect(asked).toEqual([1, 2, 3, 4]);
  expect(await ahead.next()).toEqual({ done: false, value: 3 });
});

it("LookAhead reads nothing ahead with a limit of 0", async () => {
  const { values, asked } = source(2);
  const ahead = new LookAhead(values, 0);
  ahead.fill();
  await quiet();
  expect(asked).toEqual([]);
});

it("LookAhead reads nothing after the end of the source", async () => {
  const { values } = source(1);
  let calls = 0;
  const next = values.next.bind(values);
  values.next = () => {
    calls += 1;
    return next();
  };
  const ahead = new LookAhead(values, 9);
  ahead.fill();
  ahead.fill();
  await quiet();
  expect(calls).toBe(2);
  expect(await ahead.next()).toEqual({ done: false, value: 1 });
  expect(await ahead.next()).toEqual({ done: true, value: "end" });
});

it("LookAhead rejects the call that a failure belongs to", async () => {
  const rejections = unhandledRejections();
  const failure = new Error("What the service says");
  const ahead = new LookAhead(source(1, failure).values, 9);
  ahead.fill();
  await quiet();
  expect(await ahead.next()).toEqual({ done: false, value: 1 });
  await expect(ahead.next()).rejects.toBe(failure);
  rejections.stop();
  expect(rejections.reasons).toEqual([]);
});

it("LookAhead closes the source and ignores errors of closing", async () => {
  const rejections = unhandledRejections();
  let cleaned = 0;
  async function* failing(): AsyncGenerator<number, string, undefined> {
    try {
      yield await Promise.resolve(1);
    } finally {
      cleaned += 1;
      await Promise.reject(new Error("The clean-up's own"));
    }
    return "end";
  }
  const ahead = new LookAhead(failing(), 1);
  await ahead.next();
  ahead.close("left");
  await quiet();
  rejections.stop();
  expect([cleaned, rejections.reasons]).toEqual([1, []]);
});
