import { ListExecutorsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it, vi } from "vitest";
import {
  createThrottle,
  listExecutors,
  retryPlugin,
  throttlePlugin,
  type PaginationEvent,
  type Throttle,
} from "../../lib/index.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";
import { foreignService, throttled, type Answer, type ForeignService } from "../support/foreign-service.js";
import { warnings } from "../support/process-events.js";
import { quiet, until } from "../support/waiting.js";

const SessionId = "session";
const enough = new Error("enough");
const hanging: Answer = () => undefined;

/** A place in which a call waits: the answer of the service, and the throttle. */
interface Place {
  readonly answer: Answer;
  readonly throttle: () => Throttle;
  /** Number of requests before the abort. */
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
  ["queued by a throttle that ignores the signal", { answer: hanging, throttle: deaf, requests: 0 }],
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
    // The SDK's own logger fails if a command rejects with null. A listing does not use this logger.
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
  it.each(cases)("of $sender $name rejects at once, with $reasonName", async (row) => {
    const { place, send, reason } = row;
    const service = await foreignService(() => place.answer);
    const controller = new AbortController();
    const { signal } = controller;
    const outcome = rejection(send(service, signal, place) as Promise<unknown>);
    await quiet();
    await until(() => service.requests.length >= place.requests);
    if (row.name === "in backoff") await quiet();
    const start = performance.now();
    controller.abort(reason);
    expect((await outcome).reason).toBe(reason);
    // Tolerates a busy machine. Every wait would take at least twenty seconds.
    expect(performance.now() - start).toBeLessThan(5000);
    expect(listenersOn(signal)).toBe(0);
    await quiet();
    expect(service.requests).toHaveLength(place.requests);
  });

  it("ends a wait for a throttle that ignores the signal", async () => {
    const { client, requests } = await foreignService(() => ({ SessionId: "session" }));
    let letThrough: (() => void) | undefined;
    const late: Throttle = {
      acquire: () =>
        new Promise<void>((resolve) => {
          letThrough = resolve;
        }),
      coolDown: () => undefined,
    };
    client.middlewareStack.use(throttlePlugin(late));
    const controller = new AbortController();
    const sent = client.send(new ListExecutorsCommand({ SessionId }), { abortSignal: controller.signal });
    const outcome = rejection(sent);
    await until(() => letThrough !== undefined);
    controller.abort(enough);
    // The SDK's own retries, which are active here, replace the reason by their own error.
    await outcome;
    letThrough?.();
    await quiet();
    expect(requests).toHaveLength(0);
  });

  it("ends a wait for credentials or middleware that ignore the signal", async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const waiting = await foreignService(() => ({ SessionId: "session" }), { credentials: never });
    const stuck = await foreignService(() => ({ SessionId: "session" }));
    stuck.client.middlewareStack.use(retryPlugin());
    stuck.client.middlewareStack.add(() => never, { step: "deserialize" });
    const controller = new AbortController();
    const { signal: abortSignal } = controller;
    const outcomes = [
      rejection(listExecutors({ client: waiting.client, abortSignal }, { SessionId }).toArray()),
      rejection(stuck.client.send(new ListExecutorsCommand({ SessionId }), { abortSignal })),
    ];
    await quiet();
    controller.abort(enough);
    for (const { reason } of await Promise.all(outcomes)) expect(reason).toBe(enough);
  });

  it("before the start takes no slot of the throttle", async () => {
    const { client } = await foreignService(() => ({ SessionId: "session" }));
    const acquire = vi.fn(() => Promise.resolve());
    client.middlewareStack.use(throttlePlugin({ acquire, coolDown: () => undefined }));
    client.middlewareStack.use(retryPlugin());
    const abortSignal = AbortSignal.abort(enough);
    const sent = client.send(new ListExecutorsCommand({ SessionId }), { abortSignal });
    expect((await rejection(sent)).reason).toBe(enough);
    expect(acquire).not.toHaveBeenCalled();
  });

  it("is not retried, even if its reason looks like a retryable error", async () => {
    const { client, requests } = await foreignService(() => hanging);
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const controller = new AbortController();
    const listing = listExecutors({ client, onEvent, abortSignal: controller.signal }, { SessionId }).toArray();
    const outcome = rejection(listing);
    await until(() => requests.length === 1);
    const reason = new DOMException("Too late", "TimeoutError");
    controller.abort(reason);
    expect((await outcome).reason).toBe(reason);
    await quiet();
    expect(events.map(({ type }) => type)).toEqual(["request", "end"]);
    expect(reason).not.toHaveProperty("$metadata");
    expect(requests).toHaveLength(1);
  });

  it("is not retried at a later attempt either", async () => {
    const controller = new AbortController();
    const reason = Object.assign(new Error("enough"), { name: "ThrottlingException" });
    const { client } = await foreignService((_request, number) => {
      if (number === 1) return throttled();
      controller.abort(reason);
      return hanging;
    });
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const coolDown = vi.fn();
    const throttle: Throttle = { acquire: () => Promise.resolve(), coolDown };
    const config = {
      client,
      onEvent,
      throttle,
      retry: { throttleTimeout: 0, minTimeout: 0 },
      abortSignal: controller.signal,
    };
    expect((await rejection(listExecutors(config, { SessionId }).toArray())).reason).toBe(reason);
    expect(events.map(({ type }) => type)).toEqual(["request", "retry", "request", "end"]);
    expect(coolDown).toHaveBeenCalledTimes(1);
  });

  it("of one caller does not delay others in the throttle's queue", async () => {
    const { client, requests } = await foreignService(() => ({ SessionId: "session" }));
    const throttle = createThrottle({ limit: 1, interval: 200 });
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
    // Behind the aborted calls it would take six seconds.
    expect((requests[1]?.at ?? Infinity) - (requests[0]?.at ?? 0)).toBeLessThan(4000);
  });

  it("during the last answer has priority over the answer", async () => {
    const { client } = await foreignService(() => throttled());
    const controller = new AbortController();
    const coolDown = (): void => {
      controller.abort(enough);
    };
    client.middlewareStack.use(throttlePlugin({ acquire: () => Promise.resolve(), coolDown }));
    client.middlewareStack.use(retryPlugin({ retries: 0 }));
    const sent = client.send(new ListExecutorsCommand({ SessionId }), { abortSignal: controller.signal });
    expect((await rejection(sent)).reason).toBe(enough);
  });

  it("of a signal with twenty calls causes no warning", async () => {
    const { client } = await foreignService((_request, number) => (number % 2 === 0 ? hanging : throttled()));
    const { reasons, stop } = warnings();
    const controller = new AbortController();
    const { signal: abortSignal } = controller;
    const throttle = { limit: 10, interval: 60_000 };
    const calls = Array.from({ length: 20 }, () =>
      rejection(listExecutors({ client, throttle, abortSignal }, { SessionId }).toArray()),
    );
    await quiet();
    controller.abort("enough");
    expect(await Promise.all(calls)).toEqual(calls.map(() => ({ reason: "enough" })));
    await quiet();
    stop();
    expect(reasons).toEqual([]);
    expect(listenersOn(abortSignal)).toBe(0);
  });

  it("rejects at once although the client ignores the signal", async () => {
    const client = { send: () => new Promise<unknown>(() => undefined) };
    const controller = new AbortController();
    const outcome = rejection(listExecutors({ client, abortSignal: controller.signal }, { SessionId }).toArray());
    await quiet();
    controller.abort(null);
    expect(await outcome).toEqual({ reason: null });
  });
});
