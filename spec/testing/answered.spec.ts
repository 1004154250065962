import { GetSessionCommand } from "@aws-sdk/client-athena";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { startLocalAthena } from "../../lib/testing/index.js";
import { clientOf, rawRequest, startedAthena } from "../support/started-athena.js";
import { unhandledRejections } from "../support/process-events.js";
import { nextTurn, until } from "../support/waiting.js";

const SessionId = "s";
const sessions = [{ SessionId, executors: [] }];
const body = JSON.stringify({ SessionId });

describe("answered() of the embedded endpoint", () => {
  it("answered(n) resolves when n requests have been answered", async () => {
    const athena = await startedAthena({ sessions });
    const resolved: number[] = [];
    const waits = [1, 3, 2].map((count) => athena.answered(count).then(() => resolved.push(count)));
    expect(resolved).toEqual([]);
    await rawRequest(athena, "GetSession", body);
    await waits[0];
    expect(resolved).toEqual([1]);
    await rawRequest(athena, "ListNothing", body);
    await waits[2];
    expect(resolved).toEqual([1, 2]);
    await rawRequest(athena, "GetSession", body);
    await Promise.all(waits);
    expect(resolved).toEqual([1, 2, 3]);
  });

  it("answered(n) resolves at once if n are answered, also after close()", async () => {
    const athena = await startedAthena({ sessions, keepRequests: 0 });
    await athena.answered(0);
    await rawRequest(athena, "GetSession", body);
    await athena.answered(1);
    await athena.close();
    await athena.answered(1);
  });

  it("answered(n) has the status of the n-th request recorded", async () => {
    const athena = await startedAthena({ sessions, latency: 5 });
    const sent = rawRequest(athena, "GetSession", body);
    await athena.answered(1);
    expect(athena.requests).toMatchObject([{ status: 200 }]);
    await sent;
  });

  it("Resets, hanging and refused requests do not count as answered", async () => {
    const faults = [{ type: "reset" }, { type: "hang" }, { type: "truncated" }] as const;
    const athena = await startLocalAthena({ sessions, faults });
    onTestFinished(() => athena.close());
    await rawRequest(athena, "GetSession", body).catch(() => undefined);
    const leave = new AbortController();
    const hanging = fetch(athena.url, { method: "POST", body, signal: leave.signal }).catch(() => undefined);
    await until(() => athena.requests.length === 2);
    leave.abort();
    await hanging;
    await rawRequest(athena, "ListSessions", "x".repeat(2 ** 20 + 1));
    let isAnswered = false;
    const answered = athena.answered(1).then(() => (isAnswered = true));
    await nextTurn();
    expect(isAnswered).toBe(false);
    await rawRequest(athena, "GetSession", body)
      .then((response) => response.text())
      .catch(() => undefined);
    await answered;
  });

  it("close() rejects waiting and later calls of answered()", async () => {
    const athena = await startedAthena({ sessions });
    await rawRequest(athena, "GetSession", body);
    const waiting = athena.answered(3);
    await athena.close();
    const error = new Error(
      "Expected 3 answered requests, but the endpoint was closed after 1. Send the requests before close()",
    );
    await expect(waiting).rejects.toEqual(error);
    await expect(athena.answered(3)).rejects.toEqual(error);
  });

  it("A call of answered() without await does not fail the process", async () => {
    const { reasons, stop } = unhandledRejections();
    const athena = await startedAthena();
    void athena.answered(1);
    await athena.close();
    await nextTurn();
    stop();
    expect(reasons).toEqual([]);
  });

  it.each([
    [-1, "`-1` (number)"],
    [0.5, "`0.5` (number)"],
    [NaN, "`NaN` (number)"],
    ["1", "`1` (string)"],
    [undefined, "`undefined` (undefined)"],
  ])("answered(%j) rejects with a TypeError", async (count, got) => {
    const athena = await startedAthena();
    await expect(athena.answered(count as number)).rejects.toThrow(
      new TypeError(`Expected \`count\` to be an integer >= 0, got ${got}`),
    );
  });

  it("answered() works under fake timers", async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const athena = await startedAthena({ sessions });
    const sent = clientOf(athena).send(new GetSessionCommand({ SessionId }));
    await athena.answered(1);
    expect((await sent).SessionId).toBe(SessionId);
    await athena.close();
  });
});
