import { AthenaClient, ListExecutorsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it, vi } from "vitest";
import { isUnexpectedResponseError, listExecutors, type PaginationEvent } from "../../lib/index.js";
import { Reporter } from "../../lib/events/reporter.js";
import { callOptions, type CommandSender } from "../../lib/middleware/call-options.js";
import { CallSeries } from "../../lib/middleware/call-series.js";
import { rejection } from "../support/abort-signals.js";

const SessionId = "session";

function seriesOver(client: CommandSender, signal?: AbortSignal): CallSeries {
  const series = {
    operation: "ListExecutors",
    sharesHandler: true,
    signals: [signal],
    reporter: new Reporter(undefined),
  };
  return new CallSeries(callOptions({ client }), series);
}

describe("A call over a client that does not run a command's middleware, as a mock", () => {
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

  it("is given a signal that follows the caller's, and is not made at all once that has aborted", async () => {
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
    // The same for every call: the handler that a client builds is built for it.
    expect(signals).toEqual([signals[0], signals[0]]);
    expect(signals[0]?.reason).toBe("enough");
  });
});

describe("An answer that is no object", () => {
  it.each([[undefined], [null], ["text"], [0]])("is refused: %j", async (answer) => {
    const series = seriesOver({ send: () => Promise.resolve(answer) });
    const { reason } = await rejection(series.send(new ListExecutorsCommand({ SessionId })));
    expect(isUnexpectedResponseError(reason) && [reason.operation, reason.member]).toEqual(["ListExecutors", ""]);
  });
});

describe("The handler of a series", () => {
  /** Answers whatever it is given with that, after having counted how often it was built. */
  function countingClient(): { client: AthenaClient; built: () => number } {
    let count = 0;
    const client = new AthenaClient({ region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
    client.middlewareStack.add(
      () => {
        count += 1;
        return (args) => Promise.resolve({ response: undefined, output: { ...args.input, $metadata: {} } as never });
      },
      { step: "initialize", priority: "low" },
    );
    return { client, built: () => count };
  }

  it("is built once, and given each command's own input", async () => {
    const { client, built } = countingClient();
    const series = seriesOver(client);
    for (const NextToken of ["a", "b", "c"]) {
      const command = new ListExecutorsCommand({ SessionId, NextToken });
      expect(await series.send(command)).toMatchObject({ SessionId, NextToken });
    }
    expect(built()).toBe(1);
    await seriesOver(client).send(new ListExecutorsCommand({ SessionId }));
    expect(built()).toBe(2);
  });

  it("shows every call the context as it was when it was built, with its own command", async () => {
    const { client } = countingClient();
    const seen: object[] = [];
    client.middlewareStack.add(
      (next, context) => (args) => {
        const collected: { userAgent?: unknown } = context;
        const { userAgent } = collected;
        const inner = (context as { __smithy_context?: object }).__smithy_context ?? {};
        seen.push({ userAgent, commandName: context.commandName, ...inner });
        // As the SDK's own middleware does in places: in a context that lasted, it would grow from call to call.
        Object.assign(context, { userAgent: [userAgent, "again"], commandName: "Other" });
        Object.assign(inner, { selected: true });
        return next(args);
      },
      { step: "initialize", priority: "high", name: "collecting", override: true },
    );
    const series = seriesOver(client);
    const commands = [1, 2, 3].map(() => new ListExecutorsCommand({ SessionId }));
    for (const command of commands) await series.send(command);
    expect(seen).toMatchObject(
      commands.map((commandInstance) => ({
        userAgent: undefined,
        commandName: "ListExecutorsCommand",
        // What the client tells its own middleware of the operation.
        service: "AmazonAthena",
        operation: "ListExecutors",
        commandInstance,
      })),
    );
    expect(seen).not.toContainEqual(expect.objectContaining({ selected: true }));
  });

  it("is built anew where the client is given other options, or is another one", async () => {
    const { client, built } = countingClient();
    const options = vi.fn(() => ({}));
    const series = seriesOver({ send: (command, given) => client.send(command as never, { ...given, ...options() }) });
    await series.send(new ListExecutorsCommand({ SessionId }));
    await series.send(new ListExecutorsCommand({ SessionId }));
    expect(built()).toBe(2);
  });

  it("leaves a command as it was made, for those who look at it", async () => {
    const commands: object[] = [];
    const series = seriesOver({ send: (command) => Promise.resolve({ seen: commands.push(command) }) });
    await series.send(new ListExecutorsCommand({ SessionId }));
    expect(Object.keys(commands[0] ?? {})).toEqual(Object.keys(new ListExecutorsCommand({ SessionId })));
    expect(commands[0]).toBeInstanceOf(ListExecutorsCommand);
    // Tracing libraries wrap this method of every command.
    const { configurable, writable } = Object.getOwnPropertyDescriptor(commands[0], "resolveMiddleware") ?? {};
    expect([configurable, writable]).toEqual([true, true]);
  });
});
