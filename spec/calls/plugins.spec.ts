import { Readable } from "node:stream";
import { AthenaClient, ListExecutorsCommand, ListSessionsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import {
  createThrottle,
  listExecutors,
  paginate,
  retryPlugin,
  throttlePlugin,
  type PaginationEvent,
  type Throttle,
} from "../../lib/index.js";
import { rejection } from "../support/abort-signals.js";
import { failure, foreignService, throttled, type ForeignService } from "../support/foreign-service.js";
import { quiet } from "../support/waiting.js";

const SessionId = "session";
const fast = { minTimeout: 1, throttleTimeout: 1, maxTimeout: 5 };
const failed = failure(500, { __type: "InternalServerException", Message: "No" });

/** A throttle that admits every call and records how it is called. */
class OpenThrottle implements Throttle {
  readonly log: string[] = [];

  constructor(readonly grantedAt?: number) {}

  acquire(): Promise<number | void> {
    this.log.push("acquire");
    return Promise.resolve(this.grantedAt);
  }

  coolDown(ms: number, grantedAt?: number): void {
    this.log.push(`coolDown ${String(ms)} ${String(grantedAt)}`);
  }
}

describe("The SDK", () => {
  it("has a retryMiddleware, which ours replaces, and signs inside of it", () => {
    const { middlewareStack } = new AthenaClient({ region: "us-east-1" });
    const finalizing = (): string[] =>
      middlewareStack.identify().filter((identity) => identity.endsWith("- finalizeRequest"));
    const signing = expect.stringMatching(/^httpSigningMiddleware /) as string;
    expect(finalizing()).toEqual(["retryMiddleware - finalizeRequest", signing]);
    middlewareStack.use(retryPlugin());
    const ours = "retryMiddleware (a.k.a. athenaExecutorsRetryMiddleware) - finalizeRequest";
    expect(finalizing()).toEqual([ours, signing]);
  });
});

describe("retryPlugin", () => {
  it("on a client owns the retries of every command", async () => {
    const { client, requests } = await foreignService(() => throttled(), { maxAttempts: 3 });
    client.middlewareStack.use(retryPlugin({ ...fast, retries: 1 }));
    await rejection(client.send(new ListExecutorsCommand({ SessionId })));
    await rejection(client.send(new ListSessionsCommand({ WorkGroup: "primary" })));
    expect(requests.map(({ headers }) => headers["amz-sdk-request"])).toEqual([
      "attempt=1; max=2",
      "attempt=2; max=2",
      "attempt=1; max=2",
      "attempt=2; max=2",
    ]);
  });

  it("on a command owns its retries, and leaves the client as it is", async () => {
    const { client, requests } = await foreignService(() => failed, { maxAttempts: 1 });
    const command = new ListSessionsCommand({ WorkGroup: "primary" });
    command.middlewareStack.use(retryPlugin({ ...fast, retries: 2 }));
    await rejection(client.send(command));
    expect(requests).toHaveLength(3);
    await rejection(client.send(new ListSessionsCommand({ WorkGroup: "primary" })));
    expect(requests).toHaveLength(4);
  });

  it("reports attempts, delay and the raw error where nothing can abort", async () => {
    const { client } = await foreignService((_request, number) =>
      number === 1 ? { SessionId: "session" } : failure(400, { __type: "Refused" }),
    );
    client.middlewareStack.use(retryPlugin());
    const output = await client.send(new ListExecutorsCommand({ SessionId }));
    expect(output.$metadata).toMatchObject({ attempts: 1, totalRetryDelay: 0 });
    const { reason } = await rejection(client.send(new ListExecutorsCommand({ SessionId })));
    expect(reason).toMatchObject({ name: "Refused", $metadata: { attempts: 1, totalRetryDelay: 0 } });
  });

  it("writes nothing into what a throttle throws that is told to cool down", async () => {
    const { client } = await foreignService(() => throttled());
    const broken = new Error("Broken");
    const coolDown = (): void => {
      throw broken;
    };
    client.middlewareStack.use(throttlePlugin({ acquire: () => Promise.resolve(), coolDown }));
    client.middlewareStack.use(retryPlugin(fast));
    expect((await rejection(client.send(new ListExecutorsCommand({ SessionId })))).reason).toBe(broken);
    expect(broken).not.toHaveProperty("$metadata");
  });

  it("repeats the calls of all its clients once in an outage", async () => {
    const [one, other] = [await foreignService(() => failed), await foreignService(() => failed)];
    const plugin = retryPlugin({ minTimeout: 0 });
    for (const { client } of [one, other]) client.middlewareStack.use(plugin);
    for (let call = 0; call < 4; call += 1) await rejection(one.client.send(new ListExecutorsCommand({ SessionId })));
    await rejection(other.client.send(new ListExecutorsCommand({ SessionId })));
    expect([one.requests.length, other.requests.length]).toEqual([35, 2]);
  });

  it("takes the abort of client.send, also from a signal of another make", async () => {
    const { client, requests } = await foreignService(() => failed);
    client.middlewareStack.use(retryPlugin({ ...fast, retries: 1 }));
    const abortSignal = { aborted: false, onabort: null };
    await rejection(client.send(new ListExecutorsCommand({ SessionId }), { abortSignal: abortSignal as never }));
    expect(requests).toHaveLength(2);
    const aborted = AbortSignal.abort("enough");
    expect(await rejection(client.send(new ListExecutorsCommand({ SessionId }), { abortSignal: aborted }))).toEqual({
      reason: "enough",
    });
    expect(requests).toHaveLength(2);
  });

  const bodies: readonly [name: string, body: () => unknown, attempts: number][] = [
    ["a Node stream", () => Readable.from(["{}"]), 1],
    ["a web stream", () => Readable.toWeb(Readable.from(["{}"])), 1],
    ["a string", () => "{}", 3],
    ["bytes", () => Buffer.from("{}"), 3],
  ];

  it.each(bodies)("repeats only what can be repeated: %s", async (_name, body, attempts) => {
    const { client } = await foreignService(() => ({ SessionId: "session" }));
    client.middlewareStack.use(retryPlugin({ ...fast, retries: 2 }));
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: unknown; headers: Record<string, string> };
        request.body = body();
        request.headers["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD";
        return next(args);
      },
      { step: "build", priority: "low" },
    );
    let sent = 0;
    const failing = () => (): Promise<never> => {
      sent += 1;
      return Promise.reject(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    };
    client.middlewareStack.add(failing, { step: "finalizeRequest", priority: "low" });
    await rejection(client.send(new ListExecutorsCommand({ SessionId })));
    expect(sent).toBe(attempts);
  });
});

describe("throttlePlugin", () => {
  it("makes every attempt, on a client or a command, take a slot, then sign", async () => {
    for (const place of ["client", "command"] as const) {
      const { client } = await foreignService(() => throttled());
      const throttle = new OpenThrottle(7);
      const command = new ListExecutorsCommand({ SessionId });
      const { middlewareStack } = place === "client" ? client : command;
      middlewareStack.use(throttlePlugin(throttle));
      middlewareStack.use(retryPlugin({ retries: 1, throttleTimeout: 0 }));
      logSigned(client, throttle.log);
      await rejection(client.send(command));
      expect(throttle.log).toEqual(["acquire", "signed", "coolDown 0 7", "acquire", "signed", "coolDown 0 7"]);
    }
  });

  it("cools down after an outage only with Retry-After", async () => {
    const { client } = await foreignService((_request, number) =>
      failure(500, { __type: "InternalServerException" }, number === 3 ? { "retry-after": "0" } : {}),
    );
    const throttle = new OpenThrottle(7);
    client.middlewareStack.use(throttlePlugin(throttle));
    client.middlewareStack.use(retryPlugin({ ...fast, minTimeout: 0, retries: 2 }));
    await rejection(client.send(new ListExecutorsCommand({ SessionId })));
    expect(throttle.log).toEqual(["acquire", "acquire", "acquire", "coolDown 0 -Infinity"]);
  });

  it.each([
    ["a throttle", createThrottle({ limit: 1, interval: 60_000 })],
    ["a rate", { limit: 1, interval: 60_000 }],
  ])("keeps any command of a client to the rate, given as %s", async (_name, throttle) => {
    const { client, requests } = await foreignService(() => ({ SessionId: "session" }));
    client.middlewareStack.use(throttlePlugin(throttle));
    const controller = new AbortController();
    const send = (options = {}): Promise<unknown> =>
      client.send(new ListSessionsCommand({ WorkGroup: "primary" }), options);
    await send();
    const held = rejection(send({ abortSignal: controller.signal }));
    await quiet();
    controller.abort("enough");
    await held;
    expect(requests).toHaveLength(1);
  });

  const answers: readonly [name: string, headers: Record<string, string>, status: number, heard: string[]][] = [
    ["a throttle answer", {}, 400, ["coolDown 0 7"]],
    ["one with Retry-After", { "retry-after": "0.03" }, 400, ["coolDown 30 7"]],
    ["one with an endless Retry-After", { "retry-after": "86400" }, 400, ["coolDown 20000 7"]],
    ["an outage", {}, 500, []],
    ["an outage with Retry-After", { "retry-after": "0.03" }, 503, ["coolDown 30 -Infinity"]],
  ];

  it.each(answers)("handles %s if the client retries itself", async (_name, headers, status, heard) => {
    const body = { __type: status === 400 ? "ThrottlingException" : "InternalServerException" };
    const { client } = await foreignService(() => failure(status, body, headers), { maxAttempts: 1 });
    const throttle = new OpenThrottle(7);
    const config = { client, throttle, retry: false } as const;
    await rejection(listExecutors(config, { SessionId }).toArray());
    expect(throttle.log).toEqual(["acquire", ...heard]);
  });

  it("is told of the last failure too, with what a retry would have waited", async () => {
    const { client } = await foreignService(() => throttled({ "retry-after": "0.03" }));
    const throttle = new OpenThrottle();
    const config = { client, throttle, retry: { retries: 0, throttleTimeout: 1 } };
    await rejection(listExecutors(config, { SessionId }).toArray());
    expect(throttle.log).toEqual(["acquire", "coolDown 30 undefined"]);
  });

  it("is not told of failures that are no reason to wait", async () => {
    const { client } = await foreignService(() => failure(400, { __type: "AccessDeniedException" }));
    const throttle = new OpenThrottle();
    await rejection(listExecutors({ client, throttle }, { SessionId }).toArray());
    expect(throttle.log).toEqual(["acquire"]);
  });

  it("lets what a throttle of the caller throws come out", async () => {
    const { client, requests } = await foreignService(() => throttled());
    const refusing: Throttle = { acquire: () => Promise.reject(new Error("no slot")), coolDown: () => undefined };
    const failing: Throttle = {
      acquire: () => Promise.resolve(),
      coolDown: () => {
        throw new Error("no cool-down");
      },
    };
    const outcomes = [refusing, failing].map((throttle) =>
      rejection(listExecutors({ client, throttle }, { SessionId }).toArray()),
    );
    expect(await Promise.all(outcomes)).toMatchObject([
      { reason: { message: "no slot" } },
      { reason: { message: "no cool-down" } },
    ]);
    expect(requests).toHaveLength(1);
  });
});

describe("What the client itself has", () => {
  async function clientWithPlugins(): Promise<ForeignService & { throttle: OpenThrottle }> {
    const service = await foreignService(() => throttled());
    const throttle = new OpenThrottle();
    service.client.middlewareStack.use(throttlePlugin(throttle));
    service.client.middlewareStack.use(retryPlugin({ ...fast, retries: 1 }));
    return { ...service, throttle };
  }

  it("stays in charge of listings where no option is given", async () => {
    const { client, requests, throttle } = await clientWithPlugins();
    const events: PaginationEvent[] = [];
    await rejection(listExecutors({ client, onEvent: (event) => events.push(event) }, { SessionId }).toArray());
    expect(requests).toHaveLength(2);
    expect(throttle.log.filter((line) => line === "acquire")).toHaveLength(2);
    expect(events.filter(({ type }) => type === "request")).toHaveLength(2);
  });

  it("stays in charge where it came after the call, before the listing began", async () => {
    const { client, requests } = await foreignService(() => throttled());
    const executors = listExecutors({ client }, { SessionId });
    const pages = paginate({ client }, ListExecutorsCommand, { SessionId }, "ExecutorsSummary");
    const throttle = new OpenThrottle();
    client.middlewareStack.use(throttlePlugin(throttle));
    client.middlewareStack.use(retryPlugin({ ...fast, retries: 1 }));
    for (const [listing, sent] of [
      [executors, 2],
      [pages, 4],
    ] as const) {
      await rejection(listing.toArray());
      expect(requests).toHaveLength(sent);
      expect(throttle.log.filter((line) => line === "acquire")).toHaveLength(sent);
    }
  });

  it("gives way to options", async () => {
    const { client, requests, throttle } = await clientWithPlugins();
    const own = new OpenThrottle();
    const config = { client, throttle: own, retry: { ...fast, retries: 2 } };
    await rejection(listExecutors(config, { SessionId }).toArray());
    expect(requests).toHaveLength(3);
    expect(throttle.log).toEqual([]);
    expect(own.log.filter((line) => line === "acquire")).toHaveLength(3);
  });

  it("is the client's affair where the options are false", async () => {
    const { client, requests, throttle } = await clientWithPlugins();
    await rejection(listExecutors({ client, throttle: false, retry: false }, { SessionId }).toArray());
    expect(requests).toHaveLength(2);
    expect(throttle.log.filter((line) => line === "acquire")).toHaveLength(2);
  });

  it("is not looked for on a client of another make", async () => {
    const send = (): Promise<object> => Promise.resolve({ SessionId: "session" });
    for (const client of [{ send }, { send, middlewareStack: {} }, { send, middlewareStack: null }]) {
      expect(await listExecutors({ client, throttle: undefined }, { SessionId }).toArray()).toEqual([]);
    }
  });
});

describe("A throttle", () => {
  it("is shared by the same numbers over the same client, and by no other", async () => {
    const [one, other] = [
      await foreignService(() => ({ SessionId: "session" })),
      await foreignService(() => ({ SessionId: "session" })),
    ];
    const throttle = { limit: 1, interval: 60_000 };
    const controller = new AbortController();
    const list = ({ client }: ForeignService, abortSignal?: AbortSignal): Promise<unknown[]> =>
      listExecutors({ client, throttle: { ...throttle }, abortSignal }, { SessionId }).toArray();
    await list(one);
    const second = rejection(list(one, controller.signal));
    await list(other);
    controller.abort("enough");
    expect((await second).reason).toBe("enough");
    expect(one.requests).toHaveLength(1);
    expect(other.requests).toHaveLength(1);
  });

  it("may keep to itself when it granted, and is passed by where it is false", async () => {
    const { client, requests } = await foreignService((_request, number) =>
      number === 1 ? throttled() : { SessionId: "session" },
    );
    const own = new OpenThrottle();
    const retry = { throttleTimeout: 0 };
    await listExecutors({ client, throttle: own, retry }, { SessionId }).toArray();
    expect(own.log).toEqual(["acquire", "coolDown 0 undefined", "acquire"]);
    expect(requests).toHaveLength(2);
    const events: PaginationEvent[] = [];
    const config = { client, throttle: false, onEvent: (event: PaginationEvent) => events.push(event) } as const;
    await Promise.all(Array.from({ length: 30 }, () => listExecutors(config, { SessionId }).toArray()));
    expect(requests).toHaveLength(32);
    expect(events.filter(({ type }) => type === "wait")).toEqual([]);
  });
});

/** Writes "signed" whenever the client has signed a request. */
function logSigned(client: AthenaClient, log: string[]): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      if ("authorization" in headers) log.push("signed");
      return next(args);
    },
    { step: "finalizeRequest", priority: "low" },
  );
}
