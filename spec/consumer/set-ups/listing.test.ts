import { afterEach, expect, jest, test } from "@jest/globals";
import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors, watchExecutors } from "athena-executors";
import { startLocalAthena } from "athena-executors/testing";

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const closing: (() => unknown)[] = [];

afterEach(async () => {
  jest.useRealTimers();
  for (const close of closing.splice(0)) await close();
});

function connect(endpoint: string): AthenaClient {
  const client = new AthenaClient({ endpoint, region: "us-east-1", credentials });
  closing.push(() => client.destroy());
  return client;
}

test("lists three pages with a throttle answer in between", async () => {
  const executors = await listExecutors(
    { client: connect(process.env["ENDPOINT"] ?? "") },
    { SessionId: "my-session" },
  ).toArray();
  expect(executors).toHaveLength(250);
});

test("watches a session under fake timers, with the default throttle", async () => {
  const executor = { ExecutorId: "one", ExecutorState: "REGISTERED", StartDateTime: 1_700_000_000 } as const;
  const server = await startLocalAthena({ sessions: [{ SessionId: "my-session", executors: [executor] }] });
  closing.push(() => server.close());
  // Sockets need these timers, so they stay real.
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });

  const watch = watchExecutors({ client: connect(server.url), pollInterval: 60_000 }, { SessionId: "my-session" });
  const polls = watch.polls()[Symbol.asyncIterator]();
  const start = Date.now();
  for (let minute = 0; minute < 60; minute += 1) {
    const { value } = await advanceUntil(polls.next());
    expect(value?.live).toHaveLength(1);
  }
  await polls.return();
  expect(Date.now() - start).toBeGreaterThanOrEqual(59 * 60_000);
});

/** Advances time in steps of a second until the promise settles. */
async function advanceUntil<Value>(promise: Promise<Value>): Promise<Value> {
  let isSettled = false;
  const settle = (): void => void (isSettled = true);
  promise.then(settle, settle);
  while (!isSettled) {
    await jest.advanceTimersByTimeAsync(1000);
    // Sockets work in real time.
    await new Promise(setImmediate);
  }
  return promise;
}
