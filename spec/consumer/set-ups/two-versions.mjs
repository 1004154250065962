// A client of one version of the SDK, and this package on another.
import assert from "node:assert/strict";
import { AthenaClient } from "client-athena-old";
import { listExecutors } from "athena-executors";

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const client = new AthenaClient({ endpoint: "http://127.0.0.1:9", region: "us-east-1", credentials });
await assert.rejects(listExecutors({ client }, { SessionId: "my-session" }).toArray(), {
  name: "TypeError",
  message: /versions of the SDK that do not fit together/,
});
