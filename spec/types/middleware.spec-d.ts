// Compiled by `tsc`, never run. Tests the types.
import { AthenaClient, ListSessionsCommand, type SessionState } from "@aws-sdk/client-athena";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expectTypeOf } from "vitest";
import {
  type CursorError,
  type OrderError,
  type RepeatedTokenError,
  type UnexpectedResponseError,
  createThrottle,
  isCursorError,
  isOrderError,
  isRepeatedTokenError,
  isUnexpectedResponseError,
  listExecutors,
  retryPlugin,
  throttlePlugin,
  type CallConfig,
  type ClientPlugin,
  type CommandSender,
  type CursorErrorReason,
  type EndReason,
  type PaginationEvent,
  type PaginationTotals,
  type RetryOptions,
  type Throttle,
  type ThrottleOptions,
} from "../../lib/index.js";

const SessionId = "session";

/** The event with this `type`. */
type Told<Type extends PaginationEvent["type"]> = Omit<Extract<PaginationEvent, { readonly type: Type }>, "type">;

expectTypeOf<Told<"request">>().toEqualTypeOf<{ readonly operation: string; readonly attempt: number }>();
expectTypeOf<Told<"page">>().toEqualTypeOf<Readonly<Record<"page" | "items" | "yielded", number>>>();
expectTypeOf<Told<"retry">>().toEqualTypeOf<{ readonly error: unknown; readonly attempt: number }>();
expectTypeOf<Told<"wait">>().toEqualTypeOf<{
  readonly reason: "throttle" | "cool-down" | "backoff";
  readonly delay: number;
}>();
expectTypeOf<Told<"duplicate">>().toEqualTypeOf<{ readonly executorId: string }>();
expectTypeOf<Told<"disorder">>().toEqualTypeOf<{ readonly executorId: string }>();
expectTypeOf<Told<"restart">>().toEqualTypeOf<{ readonly error: unknown }>();
expectTypeOf<Told<"session-skipped">>().toEqualTypeOf<{ readonly sessionId: string; readonly error: unknown }>();
expectTypeOf<Told<"throttle-degraded">>().toEqualTypeOf<{ readonly error: unknown }>();
expectTypeOf<Told<"end">>().toEqualTypeOf<{
  readonly reason: EndReason;
  readonly totals: PaginationTotals;
  readonly sessionState?: SessionState | undefined;
}>();

export function plugins(throttle: Throttle): void {
  expectTypeOf(createThrottle).toEqualTypeOf<(options: ThrottleOptions) => Throttle>();
  expectTypeOf(throttlePlugin(throttle)).toEqualTypeOf<ClientPlugin>();
  expectTypeOf(retryPlugin).toEqualTypeOf<(options?: RetryOptions) => ClientPlugin>();
  new AthenaClient({}).middlewareStack.use(retryPlugin());
  new DynamoDBClient({}).middlewareStack.use(throttlePlugin(throttle));
  new ListSessionsCommand({ WorkGroup: "primary" }).middlewareStack.use(retryPlugin());
}

export function throttles(): Throttle[] {
  const counting = { acquire: () => Promise.resolve(performance.now()), coolDown: () => undefined };
  const silent = { acquire: async () => Promise.resolve(), coolDown: (ms: number) => `${ms} ms` };
  return [counting, silent];
}

export function clients(mock: { send: (command: object) => Promise<unknown> }, throttle: Throttle): CallConfig[] {
  expectTypeOf<AthenaClient>().toExtend<CommandSender>();
  expectTypeOf<DynamoDBClient>().toExtend<CommandSender>();
  listExecutors({ client: mock }, { SessionId });
  return [
    { client: mock, throttle, retry: false },
    { client: mock, throttle: false, retry: { retries: 3, maxRetryTime: Infinity } },
  ];
}

export function errors(error: unknown): void {
  if (isCursorError(error)) expectTypeOf(error).toEqualTypeOf<CursorError>();
  if (isOrderError(error)) expectTypeOf(error).toEqualTypeOf<OrderError>();
  if (isRepeatedTokenError(error)) expectTypeOf(error).toEqualTypeOf<RepeatedTokenError>();
  if (isUnexpectedResponseError(error)) expectTypeOf(error).toEqualTypeOf<UnexpectedResponseError>();
}

expectTypeOf<CursorError["name"]>().toEqualTypeOf<"CursorError">();
expectTypeOf<CursorError["reason"]>().toEqualTypeOf<CursorErrorReason>();
expectTypeOf<OrderError["startTime"]>().toEqualTypeOf<Date>();
expectTypeOf<RepeatedTokenError["token"]>().toEqualTypeOf<string>();
expectTypeOf<UnexpectedResponseError["received"]>().toEqualTypeOf<unknown>();

export function mistakes(client: AthenaClient): void {
  // @ts-expect-error the interval is missing
  createThrottle({ limit: 5 });
  // @ts-expect-error the interval is missing here too
  throttlePlugin({ limit: 5 });
  // @ts-expect-error only `false` is allowed, not `true`
  listExecutors({ client, retry: true }, { SessionId });
  // @ts-expect-error the client is missing
  listExecutors({ client: { fetch } }, { SessionId });
}
