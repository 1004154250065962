import { AthenaClient } from "@aws-sdk/client-athena";
import { expect, it, vi } from "vitest";
import { listExecutors, listWorkGroupExecutors, watchExecutors } from "../../lib/index.js";

const { send, command } = vi.hoisted(() => ({
  send: vi.fn<(command: { name: string; input: { NextToken?: string } }) => unknown>(),
  command: (name: string) =>
    vi.fn(function (input: object) {
      return { name, input };
    }),
}));

vi.mock("@aws-sdk/client-athena", () => ({
  AthenaClient: vi.fn(function () {
    return { send };
  }),
  ListExecutorsCommand: command("ListExecutors"),
  ListSessionsCommand: command("ListSessions"),
  GetSessionStatusCommand: command("GetSessionStatus"),
}));

const executor = { ExecutorId: "one", ExecutorState: "REGISTERED" } as const;
const SessionId = "session";

it("A listing works with an SDK that a module factory mocks", async () => {
  send.mockImplementation(({ name, input }) => {
    if (name === "ListSessions") return Promise.resolve({ Sessions: [{ SessionId }] });
    if (name === "GetSessionStatus") return Promise.resolve({ SessionId, Status: { State: "BUSY" } });
    const isFirst = input.NextToken === undefined;
    const executors = isFirst ? [executor] : [{ ...executor, ExecutorId: "two" }];
    return Promise.resolve({ SessionId, ExecutorsSummary: executors, ...(isFirst && { NextToken: "more" }) });
  });
  const client = new AthenaClient();

  const listed = await listExecutors({ client }, { SessionId }).toArray();
  expect(listed.map(({ ExecutorId }) => ExecutorId)).toEqual(["one", "two"]);
  expect(await listWorkGroupExecutors({ client }, { WorkGroup: "primary" }).toArray()).toHaveLength(2);
  for await (const { live } of watchExecutors({ client }, { SessionId }).polls()) {
    expect(live).toHaveLength(2);
    break;
  }
});

it("A listing with an automatically mocked SDK names what is missing", async () => {
  send.mockReturnValue(undefined);
  await expect(listExecutors({ client: new AthenaClient() }, { SessionId }).toArray()).rejects.toThrow(
    "Expected ListExecutors to return an object in its answer, got undefined",
  );
});
