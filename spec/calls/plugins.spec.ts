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

/** A throttle that admits every call and records its method calls. */
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

describe("The middleware of the SDK", () => {
  it("has a retryMiddleware to replace, and signs each attempt", () => {
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
  it("on a client handles the retries of every command", async () => {
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

  it("on a command handles its retries without changing the client", async () => {
    const { client, requests } = await foreignService(() => failed, { maxAttempts: 1 });
    const command = new ListSessionsCommand({ WorkGroup: "primary" });
    command.middlewareStack.use(retryPlugin({ ...fast, retries: 2 }));
    await rejection(client.send(command));
    expect(requests).toHaveLength(3);
    await rejection(client.send(new ListSessionsCommand({ WorkGroup: "primary" })));
    expect(requests).toHaveLength(4);
  });

  it("reports attempts, delay and the raw error without a signal", async () => {
    const { client } = await foreignService((_request, number) =>
      number === 1 ? { SessionId: "session" } : failure(400, { __type: "Refused" }),
    );
    client.middlewareStack.use(retryPlugin());
    const output = await client.send(new ListExecutorsCommand({ SessionId }));
    expect(output.$metadata).toMatchObject({ attempts: 1, totalRetryDelay: 0 });
    const { reason } = await rejection(client.send(new ListExecutorsCommand({ SessionId })));
    expect(reason).toMatchObject({ name: "Refused", $metadata: { attempts: 1, totalRetryDelay: 0 } });
  });

  it("does not modify an error that coolDown() throws", async () => {
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

  it("retries the calls of all its clients once in an outage", async () => {
    const [one, other] = [await foreignService(() => failed), await foreignService(() => failed)];
    const plugin = retryPlugin({ minTimeout: 0 });
    for (const { client } of [one, other]) client.middlewareStack.use(plugin);
    for (let call = 0; call < 4; call += 1) await rejection(one.client.send(new ListExecutorsCommand({ SessionId })));
    await rejection(other.client.send(new ListExecutorsCommand({ SessionId })));
    expect([one.requests.length, other.requests.length]).toEqual([35, 2]);
  });

  it("ends at the abort of client.send, also by a custom signal", async () => {
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

  it.each(bodies)("retries only repeatable requests: %s", async (_name, body, attempts) => {
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
  it("takes a slot before each attempt is signed", async () => {
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
  ])("limits every command of a client, given as %s", async (_name, throttle) => {
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
    ["a throttle answer with Retry-After", { "retry-after": "0.03" }, 400, ["coolDown 30 7"]],
    ["a throttle answer with a long Retry-After", { "retry-after": "86400" }, 400, ["coolDown 20000 7"]],
    ["an outage", {}, 500, []],
    ["an outage with Retry-After", { "retry-after": "0.03" }, 503, ["coolDown 30 -Infinity"]],
  ];

  it.each(answers)("handles %s if the client has its own retries", async (_name, headers, status, heard) => {
    const body = { __type: status === 400 ? "ThrottlingException" : "InternalServerException" };
    const { client } = await foreignService(() => failure(status, body, headers), { maxAttempts: 1 });
    const throttle = new OpenThrottle(7);
    const config = { client, throttle, retry: false } as const;
    await rejection(listExecutors(config, { SessionId }).toArray());
    expect(throttle.log).toEqual(["acquire", ...heard]);
  });

  it("cools down after the last failure too", async () => {
    const { client } = await foreignService(() => throttled({ "retry-after": "0.03" }));
    const throttle = new OpenThrottle();
    const config = { client, throttle, retry: { retries: 0, throttleTimeout: 1 } };
    await rejection(listExecutors(config, { SessionId }).toArray());
    expect(throttle.log).toEqual(["acquire", "coolDown 30 undefined"]);
  });

  it("does not cool down after other failures", async () => {
    const { client } = await foreignService(() => failure(400, { __type: "AccessDeniedException" }));
    const throttle = new OpenThrottle();
    await rejection(listExecutors({ client, throttle }, { SessionId }).toArray());
    expect(throttle.log).toEqual(["acquire"]);
  });

  it("passes on errors of a custom throttle", async () => {
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

describe("A plugin on the client", () => {
  async function clientWithPlugins(): Promise<ForeignService & { throttle: OpenThrottle }> {
    const service = await foreignService(() => throttled());
    const throttle = new OpenThrottle();
    service.client.middlewareStack.use(throttlePlugin(throttle));
    service.client.middlewareStack.use(retryPlugin({ ...fast, retries: 1 }));
    return { ...service, throttle };
  }

  it("handles listings without the option", async () => {
    const { client, requests, throttle } = await clientWithPlugins();
    const events: PaginationEvent[] = [];
    await rejection(listExecutors({ client, onEvent: (event) => events.push(event) }, { SessionId }).toArray());
    expect(requests).toHaveLength(2);
    expect(throttle.log.filter((line) => line === "acquire")).toHaveLength(2);
    expect(events.filter(({ type }) => type === "request")).toHaveLength(2);
  });

  it("handles listings that are called before it is added", async () => {
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

  it("is replaced by the option", async () => {
    const { client, requests, throttle } = await clientWithPlugins();
    const own = new OpenThrottle();
    const config = { client, throttle: own, retry: { ...fast, retries: 2 } };
    await rejection(listExecutors(config, { SessionId }).toArray());
    expect(requests).toHaveLength(3);
    expect(throttle.log).toEqual([]);
    expect(own.log.filter((line) => line === "acquire")).toHaveLength(3);
  });

  it("is used if the option is false", async () => {
    const { client, requests, throttle } = await clientWithPlugins();
    await rejection(listExecutors({ client, throttle: false, retry: false }, { SessionId }).toArray());
    expect(requests).toHaveLength(2);
    expect(throttle.log.filter((line) => line === "acquire")).toHaveLength(2);
  });

  it("is not required on other clients", async () => {
    const send = (): Promise<object> => Promise.resolve({ SessionId: "session" });
    for (const client of [{ send }, { send, middlewareStack: {} }, { send, middlewareStack: null }]) {
      expect(await listExecutors({ client, throttle: undefined }, { SessionId }).toArray()).toEqual([]);
    }
  });
});

describe("A throttle", () => {
  it("is shared only by listings with the same client and numbers", async () => {
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

  it("may return no grant time, and can be switched off with false", async () => {
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

/** Logs "signed" after the client has signed a request. */
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
