import { ListSessionsCommand } from "@aws-sdk/client-athena";
import { expect, it, vi } from "vitest";
import * as lib from "../../lib/index.js";

/** Removes the type, so that any options can be passed. */
const { listExecutors, listWorkGroupExecutors, watchExecutors, paginate, executorUsage } = lib as unknown as Record<
  string,
  (...values: unknown[]) => unknown
>;

const send = vi.fn(() => Promise.resolve({}));
const client = { send };
const session = { SessionId: "session" };
const workGroup = { WorkGroup: "primary" };

it.each([
  ["listExecutors", () => listExecutors?.({ client, pagesize: 5 }, session), "config", "pagesize", "pageSize"],
  [
    "the input of listExecutors",
    () => listExecutors?.({ client }, { ...session, ExecutorStateFilters: "FAILED" }),
    "input",
    "ExecutorStateFilters",
    "ExecutorStateFilter",
  ],
  [
    "listWorkGroupExecutors",
    () => listWorkGroupExecutors?.({ client, concurency: 2 }, workGroup),
    "config",
    "concurency",
    "concurrency",
  ],
  [
    "the input of listWorkGroupExecutors",
    () => listWorkGroupExecutors?.({ client }, { ...workGroup, SessionState: "IDLE" }),
    "input",
    "SessionState",
    "SessionStateFilter",
  ],
  [
    "watchExecutors",
    () => watchExecutors?.({ client, pollInterfal: 2 }, session),
    "config",
    "pollInterfal",
    "pollInterval",
  ],
  [
    "the input of watchExecutors",
    () => watchExecutors?.({ client }, { SessionId: "s", sessionId: "s" }),
    "input",
    "sessionId",
    "SessionId",
  ],
  [
    "paginate",
    () => paginate?.({ client, maxitems: 5 }, ListSessionsCommand, workGroup, "Sessions"),
    "config",
    "maxitems",
    "maxItems",
  ],
  [
    "the tokens of paginate",
    () =>
      paginate?.(
        { client, tokens: { inputToken: "a", outputToken: "b", pagesize: "c" } },
        ListSessionsCommand,
        workGroup,
        "Sessions",
      ),
    "tokens",
    "pagesize",
    "pageSize",
  ],
  ["executorUsage", () => executorUsage?.([], { Now: new Date() }), "options", "Now", "now"],
])("A misspelt option of %s is refused with the nearest name", (_function, call, name, given, nearest) => {
  expect(call).toThrow(new TypeError(`Expected \`${name}\` to have no \`${given}\`. Did you mean \`${nearest}\`?`));
  expect(send).not.toHaveBeenCalled();
});
