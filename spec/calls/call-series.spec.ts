import { AthenaClient, ListExecutorsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it, vi } from "vitest";
import { isUnexpectedResponseError, listExecutors, type PaginationEvent } from "../../lib/index.js";
import { Reporter } from "../../lib/events/reporter.js";
import { callSettings, type CallConfig, type CommandSender } from "../../lib/calls/call-config.js";
import { CallSeries } from "../../lib/calls/call-series.js";
import { rejection } from "../support/abort-signals.js";

const SessionId = "session";

function seriesOver(client: CommandSender, signal?: AbortSignal, config: Partial<CallConfig> = {}): CallSeries {
  const series = { operation: "ListExecutors", signals: [signal], reporter: new Reporter(undefined) };
  return new CallSeries(callSettings({ client, ...config }), series);
}

describe("A call with a client that runs no middleware, such as a mock", () => {
  it("counts as one request, whether it succeeds or fails", async () => {
    for (const send of [() => Promise.resolve({}), () => Promise.reject(new Error("No"))]) {
      const events: PaginationEvent[] = [];
      const onEvent = (event: PaginationEvent): number => events.push(event);
      await listExecutors({ client: { send }, onEvent }, { SessionId })
        .toArray()
        .catch(() => undefined);
      expect(events.filter(({ type }) => type === "request")).toEqual([
        { type: "request", operation: "ListExecutors", attempt: 1 },
      ]);
    }
  });

  it("gets the caller's abort, and is not sent after it", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const send = vi.fn((_command: object, options?: { abortSignal?: AbortSignal }) => {
      signals.push(options?.abortSignal);
      return Promise.resolve({});
    });
    const controller = new AbortController();
    const series = seriesOver({ send }, controller.signal);
    await series.send(new ListExecutorsCommand({ SessionId }));
    const pending = series.send(new ListExecutorsCommand({ SessionId }));
    controller.abort("enough");
    expect((await rejection(pending)).reason).toBe("enough");
    expect((await rejection(series.send(new ListExecutorsCommand({ SessionId })))).reason).toBe("enough");
    expect(signals.map((given) => given?.reason as unknown)).toEqual(["enough", "enough"]);
  });
});

describe("An answer that is not an object", () => {
  it.each([[undefined], [null], ["text"], [0]])("is refused: %j", async (answer) => {
    const series = seriesOver({ send: () => Promise.resolve(answer) });
    const { reason } = await rejection(series.send(new ListExecutorsCommand({ SessionId })));
    expect(isUnexpectedResponseError(reason) && [reason.operation, reason.member]).toEqual(["ListExecutors", ""]);
  });
});

describe("The middleware of a call", () => {
  /** Sends a command through the whole middleware of a client. Returns the input that reaches the transport. */
  function echoingClient(): AthenaClient {
    const client = new AthenaClient({ region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
    const echo = () => (args: { readonly input: object }) =>
      Promise.resolve({ response: undefined, output: { ...args.input, $metadata: {} } as never });
    client.middlewareStack.add(echo, { step: "finalizeRequest", priority: "low" });
    return client;
  }

  it("is built for each call from the client's current middleware", async () => {
    const client = echoingClient();
    const series = seriesOver(client);
    const seen: string[] = [];
    for (const NextToken of ["a", "b", "c"]) {
      const name = `seeing-${NextToken}`;
      client.middlewareStack.add(
        (next) => {
          seen.push(name);
          return next;
        },
        { step: "build", name },
      );
      const command = new ListExecutorsCommand({ SessionId, NextToken });
      expect(await series.send(command)).toMatchObject({ SessionId, NextToken });
    }
    expect(seen.toSorted()).toEqual(["seeing-a", "seeing-a", "seeing-a", "seeing-b", "seeing-b", "seeing-c"]);
  });

  it("has its own context for each call", async () => {
    const client = echoingClient();
    const key = Symbol("key");
    const seen: unknown[] = [];
    client.middlewareStack.add(
      (next, context) => (args) => {
        const collected = context as unknown as Record<symbol, unknown>;
        seen.push(collected[key]);
        collected[key] = "set";
        return next(args);
      },
      { step: "initialize", priority: "high", name: "collecting" },
    );
    const series = seriesOver(client);
    for (let page = 0; page < 3; page += 1) await series.send(new ListExecutorsCommand({ SessionId }));
    expect(seen).toEqual([undefined, undefined, undefined]);
  });

  const entries: readonly [name: string, config: Partial<CallConfig>, added: string[]][] = [
    ["instead of the SDK's retries", {}, ["retryMiddleware (a.k.a. athenaExecutorsRetryMiddleware)"]],
    ["inside the client's retries", { retry: false }, ["athenaExecutorsAttemptMiddleware"]],
  ];

  it.each(entries)("contains one entry of this package, %s", async (_name, config, added) => {
    const client = echoingClient();
    let identities: readonly string[] = [];
    const send = (command: object, options?: object): Promise<unknown> => {
      const stack = client.middlewareStack.concat((command as ListExecutorsCommand).middlewareStack as never);
      identities = stack.identify().filter((identity) => identity.includes("athenaExecutors"));
      return client.send(command as ListExecutorsCommand, options);
    };
    await seriesOver({ send }, undefined, config).send(new ListExecutorsCommand({ SessionId }));
    expect(identities.map((identity) => identity.split(" - ")[0])).toEqual(added);
  });

  it("uses the client's name of the operation, and counts attempts", async () => {
    const requests: PaginationEvent[] = [];
    const reporter = new Reporter((event) => requests.push(event));
    const settings = callSettings({ client: echoingClient() });
    const series = new CallSeries(settings, { operation: "ListThingsCommand", signals: [], reporter });
    expect(series.operation).toBe("ListThings");
    for (let page = 0; page < 2; page += 1) await series.send(new ListExecutorsCommand({ SessionId }));
    expect(series.operation).toBe("ListExecutors");
    const request = { type: "request", operation: "ListExecutors", attempt: 1 };
    expect(requests.filter(({ type }) => type === "request")).toEqual([request, request]);
  });
});

describe("A call with a client that is older than the command", () => {
  const isSchemaBased = new AthenaClient({ region: "us-east-1" }).middlewareStack.remove("serializerMiddleware");

  it.runIf(isSchemaBased)("fails with a TypeError with advice on how to find the versions", async () => {
    const client = new AthenaClient({ region: "us-east-1" });
    client.middlewareStack.remove("serializerMiddleware");
    const { reason } = await rejection(listExecutors({ client }, { SessionId }).toArray());
    expect(reason).toBeInstanceOf(TypeError);
    expect((reason as TypeError).message).toContain("Run `npm ls @aws-sdk/client-athena`");
    expect((reason as TypeError).cause).toHaveProperty("message", expect.stringContaining("serializerMiddleware"));
  });
});
