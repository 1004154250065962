// Compiled by `tsc`, never run. Tests the types.
import { AthenaClient, type ExecutorState, type SessionState } from "@aws-sdk/client-athena";
import { expectTypeOf } from "vitest";
import {
  listWorkGroupExecutors,
  type ExecutorSummary,
  type SessionExecutor,
  type WorkGroupExecutorPage,
  type WorkGroupExecutorPaginator,
} from "../../lib/index.js";

const client = new AthenaClient({});
const WorkGroup = "primary";

export function narrowed(): void {
  const all = listWorkGroupExecutors({ client }, { WorkGroup });
  expectTypeOf(all).toEqualTypeOf<WorkGroupExecutorPaginator>();
  const one = listWorkGroupExecutors({ client }, { WorkGroup, ExecutorStateFilter: "REGISTERED" });
  expectTypeOf(one).toEqualTypeOf<WorkGroupExecutorPaginator<"REGISTERED">>();
  const several = listWorkGroupExecutors({ client }, { WorkGroup, ExecutorStateFilter: ["CREATED", "FAILED"] });
  expectTypeOf(several).toEqualTypeOf<WorkGroupExecutorPaginator<"CREATED" | "FAILED">>();
  expectTypeOf(several.pages()[Symbol.asyncIterator]().next()).resolves.toEqualTypeOf<
    IteratorResult<WorkGroupExecutorPage<"CREATED" | "FAILED">, undefined>
  >();
  const unknown: readonly ExecutorState[] = ["FAILED"];
  const states = listWorkGroupExecutors({ client }, { WorkGroup, ExecutorStateFilter: unknown });
  expectTypeOf(states).toEqualTypeOf<WorkGroupExecutorPaginator<ExecutorState>>();
}

export function items(one: SessionExecutor<"FAILED">, any: SessionExecutor, page: WorkGroupExecutorPage): void {
  expectTypeOf(one.ExecutorState).toEqualTypeOf<"FAILED">();
  expectTypeOf(any.ExecutorState).toEqualTypeOf<ExecutorState | undefined>();
  expectTypeOf(one.SessionId).toEqualTypeOf<string>();
  expectTypeOf(one.ExecutorId).toEqualTypeOf<string>();
  expectTypeOf(one).toExtend<ExecutorSummary<"FAILED">>();
  expectTypeOf(page.SessionId).toEqualTypeOf<string>();
  expectTypeOf(page.ExecutorsSummary).toEqualTypeOf<SessionExecutor[]>();
}

export function options(): void {
  const sessionStates: readonly SessionState[] = ["IDLE", "BUSY"];
  listWorkGroupExecutors({ client }, { WorkGroup, SessionStateFilter: sessionStates });
  listWorkGroupExecutors({ client, onSessionError: async () => Promise.resolve() }, { WorkGroup });
  const errors: unknown[] = [];
  listWorkGroupExecutors(
    { client, onSessionError: (error, sessionId) => errors.push(error, sessionId) },
    { WorkGroup },
  );
}

export function mistakes(): void {
  // @ts-expect-error sweeps have no cursors
  listWorkGroupExecutors({ client, cursor: "c" }, { WorkGroup });
  // @ts-expect-error sweeps have no prefetch option
  listWorkGroupExecutors({ client, prefetch: 3 }, { WorkGroup });
  // @ts-expect-error a state of executors
  listWorkGroupExecutors({ client }, { WorkGroup, SessionStateFilter: "REGISTERED" });
  // @ts-expect-error a state of sessions
  listWorkGroupExecutors({ client }, { WorkGroup, ExecutorStateFilter: ["IDLE"] });
  // @ts-expect-error the workgroup is missing
  listWorkGroupExecutors({ client }, {});
}
