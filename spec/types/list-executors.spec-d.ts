// Compiled by `tsc`, never run. Tests the types.
import {
  AthenaClient,
  type ExecutorState,
  type ExecutorsSummary,
  type ListExecutorsCommandOutput,
} from "@aws-sdk/client-athena";
import { expectTypeOf } from "vitest";
import {
  executorUsage,
  listExecutors,
  startTime,
  terminationTime,
  type ExecutorPage,
  type ExecutorPaginator,
  type ExecutorSummary,
  type ExecutorUsage,
  type ExecutorUsageOptions,
  type ExecutorWithCursor,
  type ExecutorsConfig,
  type ListExecutorsConfig,
  type ListExecutorsInput,
  type PaginationConfig,
  type PaginationIterable,
  type PaginationIterator,
  type StateOf,
} from "../../lib/index.js";

const client = new AthenaClient({});
const SessionId = "session";

expectTypeOf<StateOf<undefined>>().toEqualTypeOf<ExecutorState | undefined>();
expectTypeOf<StateOf<"FAILED">>().toEqualTypeOf<"FAILED">();
expectTypeOf<StateOf<readonly ["FAILED", "CREATED"]>>().toEqualTypeOf<"FAILED" | "CREATED">();
expectTypeOf<StateOf<ExecutorState[]>>().toEqualTypeOf<ExecutorState>();
expectTypeOf<ExecutorSummary["ExecutorId"]>().toEqualTypeOf<string>();
expectTypeOf<ExecutorSummary["ExecutorState"]>().toEqualTypeOf<ExecutorState | undefined>();
expectTypeOf<ExecutorSummary<"FAILED">["ExecutorState"]>().toEqualTypeOf<"FAILED">();
expectTypeOf<ExecutorSummary<"FAILED">>().toExtend<ExecutorsSummary>();
expectTypeOf<ListExecutorsConfig>().toExtend<ExecutorsConfig>();
expectTypeOf<ExecutorsConfig>().toExtend<PaginationConfig>();

export function narrowed(unknown: readonly ExecutorState[], maybe: "FAILED" | undefined): void {
  expectTypeOf(listExecutors({ client }, { SessionId })).toEqualTypeOf<ExecutorPaginator>();
  const one = listExecutors({ client }, { SessionId, ExecutorStateFilter: "REGISTERED" });
  expectTypeOf(one).toEqualTypeOf<ExecutorPaginator<"REGISTERED">>();
  const several = listExecutors({ client }, { SessionId, ExecutorStateFilter: ["CREATED", "FAILED"] });
  expectTypeOf(several).toEqualTypeOf<ExecutorPaginator<"CREATED" | "FAILED">>();
  const states = listExecutors({ client }, { SessionId, ExecutorStateFilter: unknown });
  expectTypeOf(states).toEqualTypeOf<ExecutorPaginator<ExecutorState>>();
  const perhaps = listExecutors({ client }, { SessionId, ExecutorStateFilter: maybe });
  expectTypeOf(perhaps).toEqualTypeOf<ExecutorPaginator>();
}

export function paginator(executors: ExecutorPaginator<"FAILED">, page: ExecutorPage<"FAILED">): void {
  expectTypeOf(executors).toExtend<PaginationIterable<ExecutorSummary<"FAILED">>>();
  expectTypeOf(executors[Symbol.asyncIterator]()).toEqualTypeOf<PaginationIterator<ExecutorSummary<"FAILED">>>();
  expectTypeOf(executors.pages()).toEqualTypeOf<PaginationIterable<ExecutorPage<"FAILED">>>();
  expectTypeOf(executors.withCursors()).toEqualTypeOf<PaginationIterable<ExecutorWithCursor<"FAILED">>>();
  expectTypeOf(executors.toArray()).resolves.toEqualTypeOf<ExecutorSummary<"FAILED">[]>();
  expectTypeOf(page.ExecutorsSummary).toEqualTypeOf<ExecutorSummary<"FAILED">[]>();
  expectTypeOf(page.cursor).toEqualTypeOf<string>();
  expectTypeOf(page).toExtend<ListExecutorsCommandOutput>();
}

export function iterator(it: PaginationIterator<string>): void {
  expectTypeOf(it.next()).resolves.toEqualTypeOf<IteratorResult<string, undefined>>();
  expectTypeOf(it.return()).resolves.toEqualTypeOf<IteratorResult<string, undefined>>();
  expectTypeOf(it.throw()).resolves.toEqualTypeOf<IteratorResult<string, undefined>>();
  expectTypeOf(it[Symbol.asyncDispose]()).toEqualTypeOf<PromiseLike<void>>();
}

export function helpers(executor: ExecutorsSummary): void {
  expectTypeOf(startTime(executor)).toEqualTypeOf<Date | undefined>();
  expectTypeOf(terminationTime(executor)).toEqualTypeOf<Date | undefined>();
  expectTypeOf(executorUsage(new Set([executor]), { now: new Date() })).toEqualTypeOf<ExecutorUsage>();
  expectTypeOf<Parameters<typeof executorUsage>[1]>().toEqualTypeOf<ExecutorUsageOptions | undefined>();
  expectTypeOf<ExecutorUsage["byState"]["FAILED"]>().toEqualTypeOf<number | undefined>();
}

export function mistakes(input: ListExecutorsInput): void {
  // @ts-expect-error an unknown state
  listExecutors({ client }, { SessionId, ExecutorStateFilter: "IDLE" });
  // @ts-expect-error an unknown state in an array
  listExecutors({ client }, { SessionId, ExecutorStateFilter: ["FAILED", "IDLE"] });
  // @ts-expect-error the session is missing
  listExecutors({ client }, {});
  // @ts-expect-error the client is missing
  listExecutors({}, { SessionId });
  // @ts-expect-error an unknown option
  listExecutors({ client, PageSize: 5 }, { SessionId });
  // @ts-expect-error a time that is not a Date
  listExecutors({ client, startedAfter: 5 }, { SessionId });
  // @ts-expect-error the input is read-only
  input.SessionId = "other";
}

// Executors with a narrowed state are assignable to executors in any state.
declare const registered: ExecutorPaginator<"REGISTERED">;
expectTypeOf(registered).toExtend<ExecutorPaginator>();
expectTypeOf(registered).toExtend<ExecutorPaginator<"REGISTERED" | "CREATED">>();
expectTypeOf<ExecutorPaginator>().not.toExtend<ExecutorPaginator<"REGISTERED">>();
expectTypeOf<ExecutorWithCursor<"FAILED">>().toExtend<ExecutorWithCursor>();
expectTypeOf<ExecutorPage<"FAILED">>().toExtend<ExecutorPage>();
expectTypeOf<ExecutorSummary<"FAILED">>().toExtend<ExecutorSummary>();
expectTypeOf<ExecutorSummary<"FAILED">["ExecutorState"]>().toEqualTypeOf<"FAILED">();
