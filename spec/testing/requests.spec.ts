import { GetSessionCommand } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";

import { clientOf, rawRequest, startedAthena } from "../support/started-athena.js";
import { until } from "../support/waiting.js";

const SessionId = "s";
const sessions = [{ SessionId, executors: [] }];

describe("The requests that the embedded endpoint records", () => {
  it("A recorded request has its input, times and status", async () => {
    const athena = await startedAthena({ sessions });
    const before = performance.now();
    await clientOf(athena).send(new GetSessionCommand({ SessionId }));
    expect(athena.requests).toHaveLength(1);
    const [request] = athena.requests;
    expect(request).toMatchObject({
      number: 1,
      method: "POST",
      path: "/",
      operation: "GetSession",
      input: { SessionId },
      status: 200,
    });
    expect(request?.headers["content-type"]).toBe("application/x-amz-json-1.1");
    expect(request?.headers["authorization"]).toMatch(/^AWS4-HMAC-SHA256 /);
    expect(request?.at).toBeGreaterThanOrEqual(before);
    expect(request?.answeredAt).toBeGreaterThanOrEqual(request?.at ?? Infinity);
    expect(request?.answeredAt).toBeLessThanOrEqual(performance.now());
    await until(() => request?.closedAt !== undefined);
    expect(request?.closedAt).toBeGreaterThanOrEqual(request?.answeredAt ?? Infinity);
  });

  it.each([{ type: "hang" }, { type: "reset" }] as const)(
    "A request without an answer is closed: $type",
    async (fault) => {
      const athena = await startedAthena({ faults: [fault] });
      const controller = new AbortController();
      const pending = fetch(athena.url, { method: "POST", signal: controller.signal }).catch(() => undefined);
      await until(() => athena.requests.length === 1);
      if (fault.type === "hang") expect(athena.requests[0]?.closedAt).toBeUndefined();
      controller.abort();
      await pending;
      await until(() => athena.requests[0]?.closedAt !== undefined);
      expect(athena.requests).toMatchObject([{ answeredAt: undefined }]);
    },
  );

  it.each([
    { target: "AmazonAthena.ListNothing", body: "[1]", operation: "ListNothing", input: [1] },
    { target: "Other.ListExecutors", body: "{", operation: undefined, input: undefined },
    { target: undefined, body: "", operation: undefined, input: undefined },
  ])("Invalid requests are recorded too: $target $body", async ({ target, body, operation, input }) => {
    const athena = await startedAthena();
    await rawRequest(athena, "", body, { "x-amz-target": target });
    expect(athena.requests).toMatchObject([{ number: 1, operation, input, status: 400 }]);
  });

  it("All requests are kept by default", async () => {
    const athena = await startedAthena();
    for (let count = 0; count < 5; count += 1) await fetch(`${athena.url}/${count}`);
    expect(athena.requests.map(({ number, path }) => [number, path])).toEqual([
      [1, "/0"],
      [2, "/1"],
      [3, "/2"],
      [4, "/3"],
      [5, "/4"],
    ]);
  });

  it.each([
    { keepRequests: 2, numbers: [4, 5] },
    { keepRequests: 0, numbers: [] },
    { keepRequests: Infinity, numbers: [1, 2, 3, 4, 5] },
  ])("The latest $keepRequests requests are kept with keepRequests", async ({ keepRequests, numbers }) => {
    const athena = await startedAthena({ keepRequests });
    for (let count = 0; count < 5; count += 1) await fetch(athena.url);
    expect(athena.requests.map(({ number }) => number)).toEqual(numbers);
  });
});
