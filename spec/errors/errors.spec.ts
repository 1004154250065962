import { describe, expect, it, vi } from "vitest";
import * as athenaExecutors from "../../lib/index.js";
import { CursorError, OrderError, RepeatedTokenError, UnexpectedResponseError } from "../../lib/index.js";

const errors = {
  CursorError: new CursorError("damaged", "secret-token"),
  RepeatedTokenError: new RepeatedTokenError("ListExecutors", 3, "secret-token"),
  OrderError: new OrderError({
    executorId: "b",
    startTime: undefined,
    previousExecutorId: "a",
    previousStartTime: undefined,
  }),
  UnexpectedResponseError: new UnexpectedResponseError("ListExecutors", "NextToken", "a string", {
    secret: "secret-token",
  }),
};

describe.each(Object.entries(errors))("%s", (name, error) => {
  const guard = (athenaExecutors as unknown as Record<string, (value: unknown) => boolean>)[`is${name}`];

  it("has its name, and a guard that knows it", () => {
    expect(error.name).toBe(name);
    expect(error).toBeInstanceOf(Error);
    expect(guard?.(error)).toBe(true);
  });

  it("is known by its guard across copies of the package, and by no other guard", async () => {
    vi.resetModules();
    const copy = await import("../../lib/index.js");
    const copyGuards = copy as unknown as Record<string, (value: unknown) => boolean>;
    const Original = (athenaExecutors as unknown as Record<string, unknown>)[name];
    expect((copy as unknown as Record<string, unknown>)[name]).not.toBe(Original);
    for (const other of Object.keys(errors)) expect(copyGuards[`is${other}`]?.(error)).toBe(other === name);
  });

  it.each([undefined, null, "text", {}, new Error(name), { name }])("is not %o", (value) => {
    expect(guard?.(value)).toBe(false);
  });

  it("keeps tokens out of its message and of what is enumerable", () => {
    expect(`${error.message} ${JSON.stringify(error)} ${Object.keys(error).join()}`).not.toContain("secret");
  });
});

describe("UnexpectedResponseError", () => {
  const received: readonly [value: unknown, text: string][] = [
    [null, "got null"],
    [undefined, "got undefined"],
    [[], "got an array"],
    [5, "got a value of type number"],
  ];

  it.each(received)("says that %o came", (value, text) => {
    const error = new UnexpectedResponseError("ListExecutors", "", "an object", value);
    expect(error.message).toContain(`Expected ListExecutors to return an object in its answer, ${text}.`);
    expect(error.received).toBe(value);
  });
});
