import { expect, jest, test } from "@jest/globals";
import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors } from "athena-executors";

interface MockCommand {
  readonly input: { readonly NextToken?: string };
}

jest.mock("@aws-sdk/client-athena", () => ({
  AthenaClient: jest.fn(() => ({
    send: ({ input }: MockCommand) =>
      Promise.resolve({
        SessionId: "my-session",
        ExecutorsSummary: [{ ExecutorId: input.NextToken ?? "first" }],
        NextToken: input.NextToken === undefined ? "second" : undefined,
      }),
  })),
  ListExecutorsCommand: jest.fn((input: object) => ({ input })),
}));

test("lists with an SDK that a module factory mocks", async () => {
  const executors = await listExecutors({ client: new AthenaClient({}) }, { SessionId: "my-session" }).toArray();
  expect(executors.map(({ ExecutorId }) => ExecutorId)).toEqual(["first", "second"]);
});
