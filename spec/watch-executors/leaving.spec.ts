import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  watchExecutors,
  type ExecutorChange,
  type PaginationEvent,
  type WatchExecutorsConfig,
} from "../../lib/index.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";
import { executor, executors } from "../support/executors.js";
import { busyClient, fakeTime, type FakeTime } from "../support/fake-time.js";
import { unhandledRejections } from "../support/process-events.js";
import {
  LivingSession,
  type ServedSession,
  type ServedSessionOptions,
  servedSession,
} from "../support/living-session.js";
import { startedAthena } from "../support/started-athena.js";
import { quiet, until } from "../support/waiting.js";

const SessionId = "session";
const done = { done: true, value: undefined };
const hang = (): void => undefined;

type Iterator = AsyncIterator<ExecutorChange, undefined> & AsyncDisposable & { return(): Promise<unknown> };

function iterate({ client }: ServedSession, config: Partial<WatchExecutorsConfig> = {}): Iterator {
  return watchExecutors({ client, throttle: false, ...config }, { SessionId })[Symbol.asyncIterator]();
}

/** Starts a watch under fake time, which does not advance while a request is in flight. */
async function timed(
  session: LivingSession,
  options: ServedSessionOptions = {},
): Promise<{ watched: ServedSession; time: FakeTime; iterator: Iterator; startPolling: () => Promise<void> }> {
  const watched = await servedSession(session, options);
  const { client, isBusy } = busyClient(watched.client);
  const time = fakeTime(isBusy, 1);
  const iterator = iterate(watched, { client, pollInterval: 1000 });
  const startPolling = async (): Promise<void> => {
    for (const one of session.executors)
      expect(await time.until(iterator.next())).toMatchObject({ value: { executor: one } });
  };
  return { watched, time, iterator, startPolling };
}

describe("The interval of a watch", () => {
  it("runs from the end of one poll to the next, while a next() is pending", async () => {
    const session = new LivingSession(executors(1));
    const { watched, time, iterator, startPolling } = await timed(session);
    await startPolling();
    await time.pass(5000);
    expect(watched.polls).toHaveLength(1);
    const pending = iterator.next();
    await time.pass(0);
    // The consumer takes longer than the interval.
    expect(watched.polls).toHaveLength(2);
    await time.pass(999);
    expect(watched.polls).toHaveLength(2);
    await time.pass(2);
    expect(watched.polls).toHaveLength(3);
    session.join(executor(2));
    await time.pass(998);
    expect(watched.polls).toHaveLength(3);
    expect(await time.until(pending)).toMatchObject({ value: { type: "joined" } });
    expect(watched.polls).toHaveLength(4);
  });

  it("includes the time of the consumer", async () => {
    const { watched, time, iterator, startPolling } = await timed(new LivingSession(executors(1)));
    await startPolling();
    await time.pass(700);
    const pending = iterator.next();
    await time.pass(298);
    expect(watched.polls).toHaveLength(1);
    await time.pass(3);
    expect(watched.polls).toHaveLength(2);
    await iterator.return();
    expect(await pending).toEqual(done);
  });

  it("begins after the status if a poll requests it", async () => {
    const { watched, time, iterator } = await timed(new LivingSession([executor(1, "FAILED")]));
    await time.until(iterator.next());
    await time.pass(700);
    const pending = iterator.next();
    await time.pass(298);
    expect(watched.polls).toEqual([["list", "status"]]);
    await time.pass(4);
    expect(watched.polls).toHaveLength(2);
    await iterator.return();
    expect(await pending).toEqual(done);
  });

  it("is 5 seconds by default", async () => {
    const watched = await servedSession(new LivingSession([executor(1)]));
    const time = fakeTime();
    const iterator = iterate(watched);
    await time.until(iterator.next());
    const pending = iterator.next();
    await time.pass(4980);
    expect(watched.polls).toHaveLength(1);
    await time.pass(40);
    expect(watched.polls).toHaveLength(2);
    await iterator.return();
    expect(await pending).toEqual(done);
  });

  it("causes no request without a next() call", async () => {
    const session = new LivingSession(executors(2));
    const watched = await servedSession(session);
    const iterator = iterate(watched, { pollInterval: 1 });
    await quiet();
    expect(watched.polls).toHaveLength(0);
    await iterator.next();
    await iterator.next();
    await quiet();
    expect(watched.polls).toHaveLength(1);
    const pending = iterator.next();
    await until(() => watched.polls.length > 2);
    session.join(executor(3));
    await pending;
    const { length } = watched.polls;
    await quiet();
    expect(watched.polls).toHaveLength(length);
  });
});

describe("Leaving a watch", () => {
  it("ends all parallel next() calls, which were served in order", async () => {
    const session = new LivingSession(executors(3));
    const watched = await servedSession(session);
    const iterator = iterate(watched, { pollInterval: 1 });
    const pending = [iterator.next(), iterator.next(), iterator.next(), iterator.next(), iterator.next()];
    const first = await Promise.all(pending.slice(0, 3));
    expect(first.map(({ value }) => value?.executor)).toEqual(executors(3).reverse());
    session.join(executor(4));
    expect((await pending[3])?.value?.executor).toEqual(executor(4));
    expect(await iterator.return()).toEqual(done);
    expect(await pending[4]).toEqual(done);
    expect(await iterator.next()).toEqual(done);
  });

  it("by break between polls causes no further request", async () => {
    const { client, polls } = await servedSession(new LivingSession(executors(2)));
    const events: PaginationEvent[] = [];
    const config = {
      client,
      throttle: false,
      pollInterval: 1,
      onEvent: (event: PaginationEvent) => events.push(event),
    } as const;
    for await (const change of watchExecutors(config, { SessionId })) {
      expect(change.type).toBe("joined");
      break;
    }
    await quiet();
    expect(polls).toEqual([["list"]]);
    expect(events.at(-1)).toMatchObject({ type: "end", reason: "left", totals: { yielded: 1 } });
  });

  it.each(["return", "dispose"])("by %s() during a poll aborts its request", async (way) => {
    const rejections = unhandledRejections();
    const watched = await servedSession(new LivingSession(executors(1)), {
      instead: ({ poll }) => (poll === 2 ? hang : undefined),
    });
    const { signal } = new AbortController();
    const iterator = iterate(watched, { pollInterval: 1, abortSignal: signal });
    await iterator.next();
    const pending = iterator.next();
    await until(() => watched.polls.length === 2);
    await (way === "return" ? iterator.return() : iterator[Symbol.asyncDispose]());
    expect(await pending).toEqual(done);
    await quiet();
    rejections.stop();
    expect(watched.requests).toHaveLength(2);
    expect(rejections.reasons).toEqual([]);
    expect(listenersOn(signal)).toBe(0);
  });

  describe.each(abortReasons)("by an abort with %s rejects with its reason", (_name, reason) => {
    it("before the start, without a request", async () => {
      const watched = await servedSession(new LivingSession(executors(1)));
      const iterator = iterate(watched, { abortSignal: AbortSignal.abort(reason) });
      expect(await rejection(iterator.next())).toEqual({ reason });
      expect(await iterator.next()).toEqual(done);
      expect(watched.polls).toEqual([]);
    });

    it("during a poll, despite earlier changes", async () => {
      const session = new LivingSession([...executors(4, 2), executor(1)]);
      const watched = await servedSession(session, {
        pageSize: 3,
        onPoll: (poll) => {
          if (poll === 2) session.join(executor(5));
        },
        instead: ({ call }) => (call === "REGISTERED" ? hang : undefined),
      });
      const controller = new AbortController();
      const events: PaginationEvent[] = [];
      const config = {
        pollInterval: 1,
        abortSignal: controller.signal,
        onEvent: (event: PaginationEvent) => events.push(event),
      };
      const iterator = iterate(watched, config);
      for (let count = 0; count < 4; count += 1) await iterator.next();
      const pending = rejection(iterator.next());
      await until(() => watched.polls[1]?.length === 2);
      controller.abort(reason);
      expect(await pending).toEqual({ reason });
      await quiet();
      expect(watched.requests).toHaveLength(4);
      expect(listenersOn(controller.signal)).toBe(0);
      expect(events.at(-1)).toMatchObject({ type: "end", reason: "aborted" });
      expect(await iterator.next()).toEqual(done);
    });

    it("between two polls", async () => {
      const watched = await servedSession(new LivingSession(executors(1)));
      const controller = new AbortController();
      const iterator = iterate(watched, { pollInterval: 60_000, abortSignal: controller.signal });
      await iterator.next();
      const pending = rejection(iterator.next());
      await until(() => listenersOn(controller.signal) === 1);
      controller.abort(reason);
      expect(await pending).toEqual({ reason });
      expect(listenersOn(controller.signal)).toBe(0);
      expect(watched.polls).toEqual([["list"]]);
      expect(await iterator.next()).toEqual(done);
    });

    it("between two next() calls", async () => {
      const watched = await servedSession(new LivingSession(executors(2)));
      const controller = new AbortController();
      const iterator = iterate(watched, { abortSignal: controller.signal });
      await iterator.next();
      controller.abort(reason);
      expect(await rejection(iterator.next())).toEqual({ reason });
      expect(listenersOn(controller.signal)).toBe(0);
    });
  });

  it("by an abort rejects with a reason that looks like a service error", async () => {
    const watched = await servedSession(new LivingSession(executors(1)), {
      instead: ({ poll }) => (poll === 2 ? hang : undefined),
    });
    const controller = new AbortController();
    const iterator = iterate(watched, { pollInterval: 1, abortSignal: controller.signal });
    await iterator.next();
    const pending = rejection(iterator.next());
    await until(() => watched.polls.length === 2);
    const reason = Object.assign(new Error("gone"), { name: "ResourceNotFoundException" });
    controller.abort(reason);
    expect((await pending).reason).toBe(reason);
  });
});

describe("A process", () => {
  it("exits after it leaves all of its watches", async () => {
    const sessions = [{ SessionId, executors: executors(2) }];
    const idle = await startedAthena({ sessions });
    const hanging = await startedAthena({ sessions, faults: () => ({ type: "hang" }) });
    const program = ["--import", "tsx", "spec/support/leave-watches.ts", idle.url, hanging.url];
    const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => {
      child.kill();
    });
    let written = "";
    child.stdout.on("data", (chunk: Buffer) => {
      written += chunk.toString();
    });
    const [code] = (await once(child, "exit")) as [number | null];
    expect(written).toBe("enough enough left left");
    expect(code).toBe(0);
    expect([idle.requests.length, hanging.requests.length]).toEqual([3, 1]);
  });
});
