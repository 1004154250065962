import { ListExecutorsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it, vi } from "vitest";
import { listExecutors, type PaginationEvent } from "../../lib/index.js";
import { Reporter } from "../../lib/events/reporter.js";
import { callOptions } from "../../lib/middleware/call-options.js";
import { sendCommand } from "../../lib/middleware/send-command.js";
import { rejection } from "../support/abort-signals.js";

const SessionId = "session";

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

  it("is given the signal, and is not made at all once that has aborted", async () => {
    const send = vi.fn<(command: object, options?: object) => Promise<unknown>>(() => Promise.resolve({}));
    const call = (signal: AbortSignal | undefined): Promise<unknown> =>
      sendCommand(callOptions({ client: { send } }), {
        command: new ListExecutorsCommand({ SessionId }),
        operation: () => "ListExecutors",
        signal,
        reporter: new Reporter(undefined),
      });
    const { signal } = new AbortController();
    await call(signal);
    await call(undefined);
    // Always an object: without one a client may answer from its cache of handlers.
    expect(send.mock.calls.map(([, options]) => options)).toEqual([
      { abortSignal: signal },
      { abortSignal: undefined },
    ]);
    expect((await rejection(call(AbortSignal.abort("enough")))).reason).toBe("enough");
    expect(send).toHaveBeenCalledTimes(2);
  });
});
