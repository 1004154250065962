import { ListSessionsCommand, ResourceNotFoundException } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import { listExecutors, listWorkGroupExecutors, paginate, watchExecutors } from "../../lib/index.js";
import { executor } from "../support/executors.js";
import { failure, foreignService } from "../support/foreign-service.js";

const input = { SessionId: "session" } as const;
const unknownSession = failure(400, { __type: "ResourceNotFoundException", Message: "no such session" });

/** Creates a client that rejects every call with this reason. */
function failingWith(reason: unknown): { send: () => Promise<never> } {
  return {
    send: async () => {
      await Promise.resolve();
      throw reason as Error;
    },
  };
}

function stackOf(error: unknown): string {
  return String(error instanceof Error ? error.stack : undefined);
}

function timesIn(stack: string, name: string): number {
  return stack.split(name).length - 1;
}

/** Reads up to the failure, in a function with a name for the stack. */
async function theCaller(source: AsyncIterable<unknown>): Promise<unknown> {
  try {
    for await (const value of source) throw new Error(`Expected no value, got ${String(value)}`);
  } catch (error) {
    return error;
  }
  throw new Error("Expected the iteration to fail");
}

async function theOtherCaller(source: AsyncIterable<unknown>): Promise<unknown> {
  return await theCaller(source);
}

describe("The stack of an error", () => {
  it("names the code that started the iteration, in every view", async () => {
    const { client } = await foreignService(() => unknownSession);
    const sources = {
      items: listExecutors({ client }, input),
      pages: listExecutors({ client }, input).pages(),
      cursors: listExecutors({ client }, input).withCursors(),
      watch: watchExecutors({ client }, input),
      sweep: listWorkGroupExecutors({ client }, { WorkGroup: "primary" }),
      command: paginate({ client }, ListSessionsCommand, { WorkGroup: "primary" }, "Sessions"),
    };
    for (const [name, source] of Object.entries(sources)) {
      const error = await theCaller(source);
      expect(error, name).toBeInstanceOf(ResourceNotFoundException);
      expect(timesIn(stackOf(error), "theCaller"), name).toBe(1);
    }
  });

  it("names the code that called toArray()", async () => {
    const { client } = await foreignService(() => unknownSession);
    async function theCollector(): Promise<unknown> {
      return await listExecutors({ client }, input)
        .toArray()
        .catch((error: unknown) => error);
    }
    expect(stackOf(await theCollector())).toContain("theCollector");
  });

  it("begins with its original frames", async () => {
    const error = new Error("mine");
    const before = stackOf(error);
    await theCaller(listExecutors({ client: failingWith(error) }, input));
    expect(stackOf(error).startsWith(before)).toBe(true);
    expect(stackOf(error)).not.toBe(before);
    expect(Object.keys(error)).toEqual([]);
  });

  it("names the first of several iterations that share the error", async () => {
    const shared = new Error("shared");
    const client = failingWith(shared);
    await theCaller(listExecutors({ client }, input));
    const once = stackOf(shared);
    await theOtherCaller(listExecutors({ client }, input));
    expect(stackOf(shared)).toBe(once);
    expect(once).not.toContain("theOtherCaller");
  });

  it.each([
    ["a frozen error", Object.freeze(new Error("frozen"))],
    [
      "an error whose stack cannot be written",
      Object.defineProperty(new Error("mine"), "stack", { get: () => "its own" }),
    ],
    ["an object that is not an error", { stack: "its own" }],
    ["a string", "text"],
    ["null", null],
  ])("does not change for %s", async (_name, reason) => {
    const before = JSON.stringify([reason, (reason as Error | null)?.stack]);
    expect(await theCaller(listExecutors({ client: failingWith(reason) }, input))).toBe(reason);
    expect(JSON.stringify([reason, (reason as Error | null)?.stack])).toBe(before);
  });

  it("does not change for the reason of an abort", async () => {
    const controller = new AbortController();
    const { client } = await foreignService(() => ({ ExecutorsSummary: [executor(1)], NextToken: "t" }));
    const reason = new Error("enough");
    const before = stackOf(reason);
    const aborting = listExecutors(
      {
        client,
        abortSignal: controller.signal,
        onEvent: ({ type }) => {
          if (type === "page") controller.abort(reason);
        },
      },
      input,
    );
    expect(await theCaller(aborting)).toBe(reason);
    expect(stackOf(reason)).toBe(before);
  });

  it("begins with the text of an error without a stack", async () => {
    const error = new Error("mine");
    delete error.stack;
    await theCaller(listExecutors({ client: failingWith(error) }, input));
    expect(stackOf(error)).toMatch(/^Error: mine\n[^]*theCaller/);
  });

  it("names the caller in an engine without captureStackTrace", async () => {
    const error = new Error("mine");
    const original = Object.getOwnPropertyDescriptor(Error, "captureStackTrace") ?? {};
    Object.defineProperty(Error, "captureStackTrace", { ...original, value: undefined });
    try {
      await theCaller(listExecutors({ client: failingWith(error) }, input));
    } finally {
      Object.defineProperty(Error, "captureStackTrace", original);
    }
    expect(stackOf(error)).toContain("theCaller");
  });

  it("does not change if stacks have no frames", async () => {
    const error = new Error("mine");
    const before = stackOf(error);
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      await theCaller(listExecutors({ client: failingWith(error) }, input));
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    expect(stackOf(error)).toBe(before);
  });
});
