import assert from "node:assert/strict";
import test from "node:test";
import { AthenaClient } from "@aws-sdk/client-athena";
import { watchExecutors } from "athena-executors";
import { startLocalAthena } from "athena-executors/testing";

test("watches a session by mocked timers, with the default throttle", async (t) => {
  const executor = { ExecutorId: "one", ExecutorState: "REGISTERED", StartDateTime: 1_700_000_000 };
  const server = await startLocalAthena({ sessions: [{ SessionId: "my-session", executors: [executor] }] });
  t.after(() => server.close());
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ endpoint: server.url, region: "us-east-1", credentials });
  t.after(() => client.destroy());

  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.now() });
  // `mock.timers` leaves this clock running, and the throttle reads it.
  t.mock.method(performance, "now", () => Date.now());

  const watch = watchExecutors({ client, pollInterval: 60_000 }, { SessionId: "my-session" });
  const polls = watch.polls()[Symbol.asyncIterator]();
  const start = Date.now();
  for (let minute = 0; minute < 60; minute += 1) {
    const { value } = await tickUntil(t, polls.next());
    assert.equal(value?.live.length, 1);
  }
  await polls.return();
  assert(Date.now() - start >= 59 * 60_000);
});

/** Lets time pass in steps of a second until the promise is settled. */
async function tickUntil(t, promise) {
  let isSettled = false;
  const settle = () => void (isSettled = true);
  promise.then(settle, settle);
  while (!isSettled) {
    t.mock.timers.tick(1000);
    // Sockets go on in real time.
    await new Promise(setImmediate);
  }
  return promise;
}
