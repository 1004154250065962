// Compiled by `tsc`, never run. Tests the types.
import { AthenaClient, type ExecutorState } from "@aws-sdk/client-athena";
import { expectTypeOf } from "vitest";
import {
  watchExecutors,
  type ExecutorChange,
  type ExecutorChanged,
  type ExecutorJoined,
  type ExecutorPoll,
  type ExecutorSummary,
  type ExecutorWatch,
  type PaginationEvent,
  type PaginationIterable,
  type WatchExecutorsConfig,
} from "../../lib/index.js";

const client = new AthenaClient({});
const SessionId = "session";

export function result(): void {
  expectTypeOf(watchExecutors({ client }, { SessionId })).toEqualTypeOf<ExecutorWatch>();
  expectTypeOf<ExecutorWatch>().toExtend<PaginationIterable<ExecutorChange>>();
  expectTypeOf(watchExecutors({ client }, { SessionId }).polls()).toEqualTypeOf<PaginationIterable<ExecutorPoll>>();
}

export function change(one: ExecutorChange): void {
  expectTypeOf(one.executor).toEqualTypeOf<ExecutorSummary>();
  expectTypeOf(one.executor.ExecutorId).toEqualTypeOf<string>();
  expectTypeOf(one.previous).toEqualTypeOf<ExecutorState | undefined>();
  expectTypeOf(one.initial).toEqualTypeOf<boolean>();
  if (one.type === "joined") {
    expectTypeOf(one).toEqualTypeOf<ExecutorJoined>();
    expectTypeOf(one.previous).toEqualTypeOf<undefined>();
  } else {
    expectTypeOf(one).toEqualTypeOf<ExecutorChanged>();
  }
}

export function options(abortSignal: AbortSignal, onEvent: (event: PaginationEvent) => void): void {
  const config: WatchExecutorsConfig = { client, abortSignal, onEvent, pollInterval: 1000, pageSize: 50 };
  watchExecutors({ ...config, throttle: { limit: 5, interval: 1000 }, retry: { retries: 3 } }, { SessionId });
  watchExecutors({ client, pollInterval: undefined, pageSize: undefined }, { SessionId });
}

export async function leave(): Promise<void> {
  const iterator = watchExecutors({ client }, { SessionId })[Symbol.asyncIterator]();
  expectTypeOf(await iterator.next()).toEqualTypeOf<IteratorResult<ExecutorChange, undefined>>();
  await iterator.return();
  await iterator[Symbol.asyncDispose]();
}

export function mistakes(): void {
  // @ts-expect-error a watch has no state filter
  watchExecutors({ client }, { SessionId, ExecutorStateFilter: "REGISTERED" });
  // @ts-expect-error a watch cannot be resumed by a cursor
  watchExecutors({ client, cursor: "c" }, { SessionId });
  // @ts-expect-error a watch starts at the newest executor
  watchExecutors({ client, startingToken: "t" }, { SessionId });
  // @ts-expect-error a watch does not prefetch
  watchExecutors({ client, prefetch: 1 }, { SessionId });
  // @ts-expect-error a watch has no maxItems
  watchExecutors({ client, maxItems: 5 }, { SessionId });
  // @ts-expect-error the session is missing
  watchExecutors({ client }, {});
}
