import { AthenaServiceException, InternalServerException } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import {
  isOrderError,
  isRepeatedTokenError,
  isUnexpectedResponseError,
  listExecutors,
  resumeCursor,
  type ExecutorPaginator,
} from "../lib/index.js";
import { rejection } from "./support/abort-signals.js";
import { collect, executor, executors, numbers } from "./support/executors.js";
import { failure, foreignService, pagedService } from "./support/foreign-service.js";
import { untilFailure } from "./support/iterating.js";
import { LivingSession, servedSession } from "./support/living-session.js";

const input = { SessionId: "session" } as const;
const throttle = false;
const pageSize = 10;
const broken = failure(500, { __type: "InternalServerException", Message: "broken" });

/** A session of 25 executors whose requests with these numbers fail. */
async function failing(
  ...fails: number[]
): Promise<{ list: (cursor?: string) => ExecutorPaginator; requests: readonly unknown[] }> {
  const service = await servedSession(new LivingSession(executors(25)), (_request, number) =>
    fails.includes(number) ? broken : undefined,
  );
  const config = { client: service.client, throttle, pageSize, retry: { retries: 0 } } as const;
  return { list: (cursor) => listExecutors({ ...config, cursor }, input), requests: service.requests };
}

describe("resumeCursor()", () => {
  it.each([2, 3])("after request %i has failed goes on where the executors ended", async (fails) => {
    const { list, requests } = await failing(fails);
    const { values, error } = await untilFailure(list());
    expect(error).toBeInstanceOf(InternalServerException);
    expect(numbers(values)).toEqual(numbers(executors(25)).slice(0, 10 * (fails - 1)));
    expect(requests).toHaveLength(fails);
    const rest = await collect(list(resumeCursor(error)));
    expect(numbers([...values, ...rest])).toEqual(numbers(executors(25)));
  });

  it("goes on after the last page, or the last executor with a cursor, that was delivered", async () => {
    for (const view of ["pages", "withCursors"] as const) {
      const { list } = await failing(3);
      const { values, error } = await untilFailure<{ cursor: string }>(list()[view]());
      expect(values).toHaveLength(view === "pages" ? 2 : 20);
      expect(numbers(await collect(list(resumeCursor(error))))).toEqual([5, 4, 3, 2, 1]);
      expect(numbers(await collect(list(values.at(-1)?.cursor)))).toEqual([5, 4, 3, 2, 1]);
    }
  });

  it.each([undefined, ["CREATED", "FAILED"] as const])(
    "goes on after what was delivered of %j, whatever its consumer has made of it",
    async (ExecutorStateFilter) => {
      const living = new LivingSession(
        executors(8).map((one, index) => ({ ...one, ExecutorState: index % 3 === 2 ? "CREATING" : "CREATED" })),
      );
      const { client } = await servedSession(living, (_request, number) => (number === 2 ? broken : undefined));
      const config = { client, throttle, retry: { retries: 0 }, pageSize: 3 } as const;
      const list = (cursor?: string): ExecutorPaginator =>
        listExecutors({ ...config, cursor }, { ...input, ExecutorStateFilter });
      const seen: string[] = [];
      const change = async (): Promise<void> => {
        for await (const executor of list()) {
          seen.push(executor.ExecutorId);
          Object.assign(executor, { ExecutorId: "masked", StartDateTime: 0 });
        }
      };
      const { reason } = await rejection(change());
      living.join(executor(20));
      const rest = await collect(list(resumeCursor(reason)));
      const whole = (await collect(list())).map(({ ExecutorId }) => ExecutorId);
      expect([...seen, ...rest.map(({ ExecutorId }) => ExecutorId)]).toEqual(
        whole.filter((id) => id !== "executor-20"),
      );
      expect(seen.length).toBeGreaterThan(1);
    },
  );

  it("goes on after an iteration that was itself resumed", async () => {
    const { list } = await failing(2, 5);
    const first = await untilFailure(list());
    const second = await untilFailure(list(resumeCursor(first.error)));
    const rest = await collect(list(resumeCursor(second.error)));
    expect(numbers([...first.values, ...second.values, ...rest])).toEqual(numbers(executors(25)));
    expect([first.values.length, second.values.length]).toEqual([10, 10]);
  });

  it("is undefined where nothing was delivered", async () => {
    const { list } = await failing(1);
    expect(resumeCursor((await untilFailure(list())).error)).toBeUndefined();
    const resumed = await failing(2, 3);
    const first = await untilFailure(resumed.list());
    const second = await untilFailure(resumed.list(resumeCursor(first.error)));
    expect(second.error).toBeInstanceOf(InternalServerException);
    expect(resumeCursor(second.error)).toBeUndefined();
  });

  it("is undefined after toArray(), which delivers all or nothing", async () => {
    const { list } = await failing(2);
    const error: unknown = await list()
      .toArray()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AthenaServiceException);
    expect(resumeCursor(error)).toBeUndefined();
  });

  it.each([new Error("enough"), "enough", null])(
    "is undefined after an abort, whose reason others may share: %o",
    async (reason) => {
      const controller = new AbortController();
      const { client } = await pagedService([{ ExecutorsSummary: executors(2) }]);
      const listing = listExecutors({ client, throttle, abortSignal: controller.signal }, input);
      const { error } = await untilFailure(
        (async function* () {
          for await (const one of listing) {
            yield one;
            controller.abort(reason);
          }
        })(),
      );
      expect(error).toBe(reason);
      expect(resumeCursor(error)).toBeUndefined();
    },
  );

  it.each([undefined, null, "text", 5, Symbol("one"), {}, new Error("another"), () => undefined])(
    "is undefined for %o",
    (value) => {
      expect(resumeCursor(value)).toBeUndefined();
    },
  );

  it("is undefined for a failure that is no object", async () => {
    const text: unknown = "text";
    let calls = 0;
    const send = async (): Promise<unknown> => {
      await Promise.resolve();
      calls += 1;
      if (calls > 1) throw text;
      return { ExecutorsSummary: executors(1), NextToken: "t" };
    };
    const client = { send };
    const { values, error } = await untilFailure(listExecutors({ client, throttle }, input));
    expect(values).toHaveLength(1);
    expect(error).toBe("text");
    expect(resumeCursor(error)).toBeUndefined();
  });

  it("belongs to the last iteration that failed with an error, also with a frozen one", async () => {
    const shared = Object.freeze(new Error("shared"));
    const failingAfter = (pages: number): { send: () => Promise<unknown> } => {
      let sent = 0;
      return {
        send: () => {
          sent += 1;
          if (sent > pages) return Promise.reject(shared);
          return Promise.resolve({ ExecutorsSummary: [executor(100 - sent)], NextToken: `t${sent}` });
        },
      };
    };
    await untilFailure(listExecutors({ client: failingAfter(2), throttle }, input));
    const cursor = resumeCursor(shared);
    expect(cursor).toBeDefined();
    await untilFailure(listExecutors({ client: failingAfter(3), throttle }, input));
    expect(resumeCursor(shared)).not.toBe(cursor);
    await untilFailure(listExecutors({ client: failingAfter(0), throttle }, input));
    expect(resumeCursor(shared)).toBeUndefined();
    await untilFailure(listExecutors({ client: failingAfter(2), throttle }, input));
    expect(resumeCursor(shared)).toBe(cursor);
    await listExecutors({ client: failingAfter(2), throttle }, input)
      .toArray()
      .catch(() => undefined);
    expect(resumeCursor(shared)).toBeUndefined();
  });

  it("leaves the error as it is", async () => {
    const { list } = await failing(2);
    const { error } = await untilFailure(list());
    const cursor = resumeCursor(error) ?? "";
    expect(cursor).not.toBe("");
    const { error: same } = await untilFailure((await failing(2)).list().pages());
    expect(Object.keys(error as object)).toEqual(Object.keys(same as object));
    expect(JSON.stringify(error) + String(error)).not.toContain(cursor);
  });

  it("goes on with the executor that an OrderError is about", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: [executor(5), executor(4), executor(6), executor(3)] }]);
    const { values, error } = await untilFailure(listExecutors({ client, throttle, strictOrder: true }, input));
    expect(numbers(values)).toEqual([5, 4]);
    expect(isOrderError(error)).toBe(true);
    const cursor = resumeCursor(error);
    // By the place, which the order has led to: what is newer than it is taken to have joined later.
    expect(numbers(await collect(listExecutors({ client, throttle, cursor }, input)))).toEqual([6, 3]);
  });

  it("goes on before a page that was garbage, and before a token that came back", async () => {
    const garbage = await pagedService([
      { ExecutorsSummary: executors(9, 8), NextToken: "t1" },
      { ExecutorsSummary: "none" },
    ]);
    const unexpected = await untilFailure(listExecutors({ client: garbage.client, throttle }, input));
    expect(isUnexpectedResponseError(unexpected.error)).toBe(true);
    const { client } = await foreignService(() => ({ ExecutorsSummary: executors(9) }));
    const cursor = resumeCursor(unexpected.error);
    expect(numbers(await collect(listExecutors({ client, throttle, cursor }, input)))).toEqual(numbers(executors(7)));

    const circle = await pagedService([
      { ExecutorsSummary: executors(9, 8) },
      { ExecutorsSummary: [executor(7)], NextToken: "t1" },
    ]);
    const repeated = await untilFailure(listExecutors({ client: circle.client, throttle }, input));
    expect(isRepeatedTokenError(repeated.error)).toBe(true);
    const wayOn = resumeCursor(repeated.error);
    expect(numbers(await collect(listExecutors({ client, throttle, cursor: wayOn }, input)))).toEqual(
      numbers(executors(6)),
    );
  });
});
