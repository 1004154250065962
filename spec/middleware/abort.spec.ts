import { ListExecutorsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import { createThrottle, listExecutors, retryPlugin, throttlePlugin, type Throttle } from "../../lib/index.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";
import { foreignService, throttled, type Answer, type ForeignService } from "../support/foreign-service.js";

const SessionId = "session";
const hanging: Answer = () => undefined;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What a call may be waiting for when it is aborted: how the service answers, and under what throttle. */
interface Place {
  readonly answer: Answer;
  readonly throttle: () => Throttle;
  /** The requests that are sent before the abort. */
  readonly requests: number;
}

const open = (): Throttle => createThrottle({ limit: 1000, interval: 1000 });
const closed = (): Throttle => {
  const throttle = createThrottle({ limit: 1, interval: 60_000 });
  throttle.coolDown(60_000);
  return throttle;
};
const full = (): Throttle => {
  const throttle = createThrottle({ limit: 1, interval: 60_000 });
  void throttle.acquire();
  return throttle;
};
const deaf = (): Throttle => ({ acquire: () => new Promise(() => undefined), coolDown: () => undefined });

const places: readonly [name: string, place: Place][] = [
  ["queued behind a cool-down", { answer: hanging, throttle: closed, requests: 0 }],
  ["queued for a place in the window", { answer: hanging, throttle: full, requests: 0 }],
  ["queued by a throttle that takes no signal", { answer: hanging, throttle: deaf, requests: 0 }],
  ["in flight", { answer: hanging, throttle: open, requests: 1 }],
  ["in backoff", { answer: throttled({ "retry-after": "20" }), throttle: open, requests: 1 }],
];

const senders: readonly [
  name: string,
  send: (service: ForeignService, signal: AbortSignal, place: Place) => unknown,
][] = [
  [
    "a listing",
    ({ client }, abortSignal, { throttle }) =>
      listExecutors({ client, abortSignal, throttle: throttle() }, { SessionId }).toArray(),
  ],
  [
    "a client with the plugins",
    ({ client }, abortSignal, { throttle }) => {
      client.middlewareStack.use(throttlePlugin(throttle()));
      client.middlewareStack.use(retryPlugin());
      return client.send(new ListExecutorsCommand({ SessionId }), { abortSignal });
    },
  ],
];

const cases = senders.flatMap(([sender, send]) =>
  places.flatMap(([name, place]) =>
    // The SDK's own logger trips over a null that a command fails with; a listing does not go through it.
    (sender === "a listing" ? abortReasons : abortReasons.slice(0, 2)).map(([reasonName, reason]) => ({
      sender,
      send,
      name,
      place,
      reasonName,
      reason,
    })),
  ),
);

describe("An abort", () => {
  it.each(cases)("of $sender $name rejects at once with the very reason, $reasonName", async (row) => {
    const { place, send, reason } = row;
    const service = await foreignService(() => place.answer);
    const controller = new AbortController();
    const { signal } = controller;
    const outcome = rejection(send(service, signal, place) as Promise<unknown>);
    await pause(20);
    while (service.requests.length < place.requests) await pause(1);
    if (row.name === "in backoff") await pause(20);
    const start = performance.now();
    controller.abort(reason);
    expect((await outcome).reason).toBe(reason);
    expect(performance.now() - start).toBeLessThan(60);
    expect(listenersOn(signal)).toBe(0);
    await pause(20);
    expect(service.requests).toHaveLength(place.requests);
  });

  it("of one caller leaves the others in the throttle's queue alone", async () => {
    const { client, requests } = await foreignService(() => ({}));
    const throttle = createThrottle({ limit: 1, interval: 40 });
    const controller = new AbortController();
    const list = (abortSignal?: AbortSignal): Promise<unknown[]> =>
      listExecutors({ client, throttle, abortSignal }, { SessionId }).toArray();
    await list();
    const aborted = Array.from({ length: 30 }, () => rejection(list(controller.signal)));
    const live = list();
    controller.abort("enough");
    expect(await Promise.all(aborted)).toEqual(aborted.map(() => ({ reason: "enough" })));
    await live;
    expect(requests).toHaveLength(2);
    expect((requests[1]?.at ?? Infinity) - (requests[0]?.at ?? 0)).toBeLessThan(1000);
  });

  it("between two attempts of a call leaves an error of the service that cannot be retried out of it", async () => {
    const controller = new AbortController();
    const { client } = await foreignService(() => throttled());
    client.middlewareStack.use(retryPlugin({ retries: 0 }));
    // The abort comes with the answer, before anybody has looked at it.
    client.middlewareStack.add(
      (next) => async (args) => {
        try {
          return await next(args);
        } finally {
          controller.abort("enough");
        }
      },
      { step: "deserialize", priority: "high", name: "abortingMiddleware" },
    );
    const { signal: abortSignal } = controller;
    const sent = client.send(new ListExecutorsCommand({ SessionId }), { abortSignal });
    expect(await rejection(sent)).toEqual({ reason: "enough" });
  });

  it("of one signal over twenty calls in every place raises no warning", async () => {
    const { client } = await foreignService((_request, number) => (number % 2 === 0 ? hanging : throttled()));
    const warnings: Error[] = [];
    const onWarning = (warning: Error): number => warnings.push(warning);
    process.on("warning", onWarning);
    const controller = new AbortController();
    const { signal: abortSignal } = controller;
    const throttle = { limit: 10, interval: 60_000 };
    const calls = Array.from({ length: 20 }, () =>
      rejection(listExecutors({ client, throttle, abortSignal }, { SessionId }).toArray()),
    );
    await pause(50);
    controller.abort("enough");
    expect(await Promise.all(calls)).toEqual(calls.map(() => ({ reason: "enough" })));
    await pause(1);
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
    expect(listenersOn(abortSignal)).toBe(0);
  });

  it("of a client that ignores it is answered all the same", async () => {
    const client = { send: () => new Promise<unknown>(() => undefined) };
    const controller = new AbortController();
    const outcome = rejection(listExecutors({ client, abortSignal: controller.signal }, { SessionId }).toArray());
    await pause(1);
    controller.abort(null);
    expect(await outcome).toEqual({ reason: null });
  });
});
