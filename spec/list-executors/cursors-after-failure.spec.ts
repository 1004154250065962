import { InternalServerException } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import {
  isOrderError,
  isRepeatedTokenError,
  isUnexpectedResponseError,
  listExecutors,
  type ExecutorPaginator,
} from "../../lib/index.js";
import * as library from "../../lib/index.js";
import { rejection } from "../support/abort-signals.js";
import { collect, executor, executors, numbers } from "../support/executors.js";
import { foreignService, pagedService } from "../support/foreign-service.js";
import { untilFailure } from "../support/iterating.js";
import { refusedWith, startedSession } from "../support/started-athena.js";

const input = { SessionId: "session" } as const;
const throttle = false;
const pageSize = 10;

/** Serves 25 executors. The requests with these numbers fail. */
async function failing(...fails: number[]): Promise<(cursor?: string) => ExecutorPaginator> {
  const { client } = await startedSession(executors(25), {
    faults: ({ number }) => (fails.includes(number) ? refusedWith("InternalServerException", 500) : undefined),
  });
  const config = { client, throttle, pageSize, retry: { retries: 0 } } as const;
  return (cursor) => listExecutors({ ...config, cursor }, input);
}

describe("The last cursor before a failure", () => {
  it.each(["pages", "withCursors"] as const)("resumes right after the last value of %s()", async (view) => {
    for (const fails of [2, 3]) {
      const list = await failing(fails);
      const { values, error } = await untilFailure<{ cursor: string }>(list()[view]());
      expect(error).toBeInstanceOf(InternalServerException);
      const rest = await collect(list(values.at(-1)?.cursor));
      expect(numbers(rest)).toEqual(numbers(executors(25 - 10 * (fails - 1))));
    }
  });

  it.each([undefined, ["CREATED", "FAILED"] as const])(
    "resumes although the consumer changed the executors, filter %j",
    async (ExecutorStateFilter) => {
      const states = (index: number): "CREATING" | "CREATED" => (index % 3 === 2 ? "CREATING" : "CREATED");
      const mixed = executors(8).map((one, index) => ({ ...one, ExecutorState: states(index) }));
      const { client } = await startedSession(mixed);
      const list = (config: object): ExecutorPaginator =>
        listExecutors({ client, throttle, pageSize: 3, ...config }, { ...input, ExecutorStateFilter });
      const whole = (await collect(list({}))).map(({ ExecutorId }) => ExecutorId);
      const mask = (executor: object): object => Object.assign(executor, { ExecutorId: "masked", StartDateTime: 1 });
      for (const count of whole.keys()) {
        const maxItems = count + 1;
        const cursors: string[] = [];
        for await (const one of list({ maxItems }).withCursors()) {
          mask(one.executor);
          cursors.push(one.cursor);
        }
        for await (const page of list({ maxItems }).pages()) {
          page.ExecutorsSummary.forEach(mask);
          cursors.push(page.cursor);
        }
        for (const cursor of [cursors[count], cursors.at(-1)]) {
          const rest = await collect(list({ cursor }));
          expect(
            rest.map(({ ExecutorId }) => ExecutorId),
            `after ${maxItems}`,
          ).toEqual(whole.slice(maxItems));
        }
      }
    },
  );

  it("resumes with the executor of an OrderError, and reports it", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: [executor(5), executor(4), executor(6), executor(3)] }]);
    const listing = listExecutors({ client, throttle, strictOrder: true }, input);
    for (const view of [listing.withCursors(), listing.pages()]) {
      const { values, error } = await untilFailure<{ cursor: string }>(view);
      expect(isOrderError(error)).toBe(true);
      const types: string[] = [];
      const onEvent = ({ type }: { type: string }): number => types.push(type);
      const { cursor } = values.at(-1) ?? {};
      expect(numbers(await collect(listExecutors({ client, throttle, cursor, onEvent }, input)))).toEqual([6, 3]);
      expect(types).toContain("disorder");
    }
  });

  it("resumes before an invalid page and before a repeated token", async () => {
    const garbage = await pagedService([
      { ExecutorsSummary: executors(9, 8), NextToken: "t1" },
      { ExecutorsSummary: "none" },
    ]);
    const unexpected = await untilFailure(listExecutors({ client: garbage.client, throttle }, input).withCursors());
    expect(isUnexpectedResponseError(unexpected.error)).toBe(true);
    const { client } = await foreignService(() => ({ ExecutorsSummary: executors(9) }));
    const { cursor } = unexpected.values.at(-1) ?? {};
    expect(numbers(await collect(listExecutors({ client, throttle, cursor }, input)))).toEqual(numbers(executors(7)));

    const circle = await pagedService([
      { ExecutorsSummary: executors(9, 8) },
      { ExecutorsSummary: [executor(7)], NextToken: "t1" },
    ]);
    const repeated = await untilFailure(listExecutors({ client: circle.client, throttle }, input).withCursors());
    expect(isRepeatedTokenError(repeated.error)).toBe(true);
    const { cursor: last } = repeated.values.at(-1) ?? {};
    expect(numbers(await collect(listExecutors({ client, throttle, cursor: last }, input)))).toEqual(
      numbers(executors(6)),
    );
  });
});

it("Errors have no cursor, because several listings may share them", async () => {
  expect(library).not.toHaveProperty("resumeCursor");
  const shared = Object.freeze(new Error("shared"));
  const { reason } = await rejection(
    listExecutors({ client: { send: () => Promise.reject(shared) }, throttle }, input).toArray(),
  );
  expect(reason).toBe(shared);
});
