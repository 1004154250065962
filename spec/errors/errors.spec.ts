import { describe, expect, it, vi } from "vitest";
import * as athenaExecutors from "../../lib/index.js";
import { CursorError, OrderError, RepeatedTokenError, UnexpectedResponseError } from "../../lib/index.js";

const errors = {
  CursorError: () => new CursorError("damaged", "secret-token"),
  RepeatedTokenError: () => new RepeatedTokenError("ListExecutors", 3, "secret-token"),
  OrderError: () =>
    new OrderError({
      executorId: "b",
      startTime: undefined,
      previousExecutorId: "a",
      previousStartTime: undefined,
    }),
  UnexpectedResponseError: () =>
    new UnexpectedResponseError("ListExecutors", "NextToken", "a string", { secret: "secret-token" }),
};

describe.each(Object.entries(errors))("%s", (name, made) => {
  const guard = (athenaExecutors as unknown as Record<string, (value: unknown) => boolean>)[`is${name}`];

  it("has its name, and a guard that knows it", () => {
    const error = made();
    expect(error.name).toBe(name);
    expect(error).toBeInstanceOf(Error);
    expect(guard?.(error)).toBe(true);
  });

  it("is known by its guard across copies of the package, and by no other guard", async () => {
    vi.resetModules();
    const error = made();
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
    const error = made();
    expect(`${error.message} ${JSON.stringify(error)} ${Object.keys(error).join()}`).not.toContain("secret");
  });
});

it.each([
  ["damaged", "Store it whole, as it came"],
  ["foreign", "use it with the `SessionId` and the `ExecutorStateFilter` that it was made with"],
  ["version", "made by a version of athena-executors that this one does not understand"],
  ["lost", "start the listing anew"],
] as const)("A CursorError because of %j says what to do", (reason, message) => {
  const error = new CursorError(reason, "secret-token");
  expect(error.message).toContain(message);
  expect([error.reason, error.cursor]).toEqual([reason, "secret-token"]);
});

describe("UnexpectedResponseError", () => {
  it("says where in the answer it came, and where to look", () => {
    const { message } = new UnexpectedResponseError("ListExecutors", "NextToken", "a string", 5);
    expect(message).toContain("Expected ListExecutors to return a string in `NextToken`, got a value of type number.");
    expect(message).toContain("check the client's endpoint, proxies and mocks");
  });

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
