// `aws-sdk-client-mock` replaces `send`. With strict matching it compares the whole input.
import assert from "node:assert/strict";
import { AthenaClient, ListExecutorsCommand } from "@aws-sdk/client-athena";
import { isUnexpectedResponseError, listExecutors } from "athena-executors";
import { mockClient } from "aws-sdk-client-mock";

const page = { SessionId: "my-session", ExecutorsSummary: [{ ExecutorId: "one" }] };
const athena = mockClient(AthenaClient);
const list = () => listExecutors({ client: new AthenaClient({}) }, { SessionId: "my-session" }).toArray();

athena.on(ListExecutorsCommand, { SessionId: "my-session" }).resolves(page);
assert.equal((await list()).length, 1);

athena.reset();
athena.on(ListExecutorsCommand, { SessionId: "my-session" }, true).resolves(page);
await assert.rejects(list(), isUnexpectedResponseError);

athena.reset();
athena.on(ListExecutorsCommand, { SessionId: "my-session", MaxResults: 100 }, true).resolves(page);
assert.equal((await list()).length, 1);
