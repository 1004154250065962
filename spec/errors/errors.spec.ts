import { describe, expect, it, vi } from "vitest";
import { CursorError, OrderError, RepeatedTokenError, UnexpectedResponseError } from "../../lib/index.js";
import { ThrottleUnavailableError } from "../../lib/redis/index.js";

const errors = {
  CursorError: () => new CursorError("damaged", "secret-token"),
  RepeatedTokenError: () => new RepeatedTokenError("ListExecutors", 3, "secret-token"),
  OrderError: () =>
    new OrderError({
      executorId: "b",
      startTime: new Date(2000),
      previousExecutorId: "a",
      previousStartTime: new Date(1000),
    }),
  UnexpectedResponseError: () =>
    new UnexpectedResponseError("ListExecutors", "NextToken", "a string", { secret: "secret-token" }),
  ThrottleUnavailableError: () => new ThrottleUnavailableError(new Error("Connection is closed.")),
};

/** Imports the errors and guards of all entry points. After `vi.resetModules()`, they are another copy. */
async function exported(): Promise<Record<string, unknown> & Record<`is${string}Error`, (value: unknown) => boolean>> {
  return { ...(await import("../../lib/index.js")), ...(await import("../../lib/redis/index.js")) };
}

describe.each(Object.entries(errors))("%s", async (name, made) => {
  const original = await exported();
  const guard = original[`is${name as "OrderError"}`];

  it("has its name, and a guard that accepts it", () => {
    const error = made();
    expect(error.name).toBe(name);
    expect(error).toBeInstanceOf(Error);
    expect(guard?.(error)).toBe(true);
  });

  it("is accepted only by its own guard, also of another copy", async () => {
    vi.resetModules();
    const error = made();
    const copy = await exported();
    expect(copy[name]).not.toBe(original[name]);
    for (const other of Object.keys(errors)) expect(copy[`is${other as "OrderError"}`]?.(error)).toBe(other === name);
  });

  it.each([undefined, null, "text", {}, new Error(name), { name }])("has a guard that refuses %o", (value) => {
    expect(guard?.(value)).toBe(false);
  });

  it("has no token in its message and enumerable properties", () => {
    const error = made();
    expect(`${error.message} ${JSON.stringify(error)} ${Object.keys(error).join()}`).not.toContain("secret");
  });
});

it.each([
  ["damaged", "The cursor is damaged. Pass it exactly as `withCursors()` or a page gave it"],
  [
    "foreign",
    "The cursor belongs to another listing. Use it with the `SessionId` and `ExecutorStateFilter` of that listing",
  ],
  ["version", "The cursor was made by another version of athena-executors. Start the listing again"],
  ["disorder", "The cursor was made after executors had come out of order. Start the listing again"],
] as const)("A CursorError with the reason %j has advice", (reason, message) => {
  const error = new CursorError(reason, "secret-token");
  expect([error.message, error.reason, error.cursor]).toEqual([message, reason, "secret-token"]);
});

it("RepeatedTokenError has the token, the page and advice", () => {
  const error = new RepeatedTokenError("ListExecutors", 3, "secret-token");
  expect(error).toMatchObject({ pages: 3, token: "secret-token" });
  expect(error.message).toBe(
    "ListExecutors repeated earlier pages after page 3. " +
      "The listing is incomplete. Start it again, and contact AWS support if this persists",
  );
});

it("ThrottleUnavailableError has a cause and advice", () => {
  const cause = new Error("Connection is closed.");
  const error = new ThrottleUnavailableError(cause);
  expect(error.cause).toBe(cause);
  expect(error.message).toBe(
    "Redis is unavailable, so the call was not sent (see `cause`). Check Redis, or set " +
      '`whenUnavailable: "local"` to continue at a reduced rate',
  );
});

describe("OrderError", () => {
  const advice = "Remove `strictOrder` to accept executors in any order; `toArray()` sorts them";

  it("has both executors and their times", () => {
    const startTime = new Date("2023-11-14T22:13:20Z");
    const previousStartTime = new Date("2023-11-14T22:13:19.5Z");
    const evidence = { executorId: "b", startTime, previousExecutorId: "a", previousStartTime };
    const error = new OrderError(evidence);
    expect(error).toMatchObject(evidence);
    expect(error.message).toBe(
      "Executor b (started 2023-11-14T22:13:20.000Z) was listed after a (started 2023-11-14T22:13:19.500Z), " +
        `which is older. ${advice}`,
    );
  });

  it("names the cursor if the previous executor is unknown", () => {
    const times = { startTime: new Date(2000), previousStartTime: new Date(1000) };
    expect(new OrderError({ executorId: "b", previousExecutorId: undefined, ...times }).message).toBe(
      "Executor b (started 1970-01-01T00:00:02.000Z) was listed after the one of the cursor " +
        `(started 1970-01-01T00:00:01.000Z), which is older. ${advice}`,
    );
  });
});

describe("UnexpectedResponseError", () => {
  it("names the member of the answer, and has advice", () => {
    const { message } = new UnexpectedResponseError("ListExecutors", "NextToken", "a string", 5);
    expect(message).toContain("Expected ListExecutors to return a string in `NextToken`, got a value of type number.");
    expect(message).toContain("Check the client's endpoint, proxies and mocks");
  });

  const received: readonly [value: unknown, text: string][] = [
    [null, "got null"],
    [undefined, "got undefined"],
    [[], "got an array"],
    [5, "got a value of type number"],
  ];

  it.each(received)("describes the answer %o", (value, text) => {
    const error = new UnexpectedResponseError("ListExecutors", "", "an object", value);
    expect(error.message).toContain(`Expected ListExecutors to return an object in its answer, ${text}.`);
    expect(error.received).toBe(value);
  });
});
