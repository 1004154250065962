import { connect } from "node:net";
import { text } from "node:stream/consumers";

import { AthenaServiceException, InvalidRequestException, ListExecutorsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";

import type { LocalAthena, LocalFault, LocalFaults } from "../../lib/testing/index.js";
import { clientOf, rawRequest, startedAthena } from "../support/started-athena.js";
import { quiet, until } from "../support/waiting.js";

const SessionId = "s";
const sessions = [{ SessionId, executors: [{ ExecutorId: "e" }] }];
const command = new ListExecutorsCommand({ SessionId });
const ask = (athena: LocalAthena) => rawRequest(athena, "ListExecutors", JSON.stringify({ SessionId }));

async function faulty(...faults: LocalFault[]): Promise<LocalAthena> {
  return startedAthena({ sessions, faults });
}

async function statuses(faults: LocalFaults, count: number): Promise<number[]> {
  const athena = await startedAthena({ sessions, faults });
  const answered: number[] = [];
  while (answered.length < count) answered.push((await ask(athena)).status);
  return answered;
}

describe("The faults of the embedded endpoint", () => {
  it("Faults in an array apply to one request each", async () => {
    expect(await statuses([{ type: "throttle" }, undefined, { type: "error", status: 503 }], 5)).toEqual([
      400, 200, 503, 200, 200,
    ]);
  });

  it("A faults function is called for each request", async () => {
    const faults = ({
      number,
      operation,
      input,
    }: {
      number: number;
      operation?: string | undefined;
      input: unknown;
    }) => {
      expect({ operation, input }).toEqual({ operation: "ListExecutors", input: { SessionId } });
      return number % 2 === 0 ? ({ type: "error", status: 500 } as const) : undefined;
    };
    expect(await statuses(faults, 4)).toEqual([200, 500, 200, 500]);
  });

  it.each([
    {
      what: "throws",
      faults: () => {
        throw new Error("no fault today");
      },
      Message: "Error: no fault today",
    },
    {
      what: "returns an unknown fault",
      faults: () => ({ type: "trottle" }) as unknown as LocalFault,
      Message:
        "TypeError: Expected `faults(request).type` to be one of throttle, error, reset, truncated, malformed, hang, body, expired-token, got `trottle` (string)",
    },
  ])("A faults function that $what gives status 500 with the reason", async ({ faults, Message }) => {
    const response = await ask(await startedAthena({ sessions, faults }));
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ __type: "InternalServerException", Message });
  });

  it("Faults come before validation and authentication", async () => {
    const response = await rawRequest(await faulty({ type: "error", status: 503 }), "", "{", {
      authorization: undefined,
    });
    expect(response.status).toBe(503);
  });

  it("Faults do not use the quota", async () => {
    const quota = { rate: 0.001, burst: 1 };
    const faults = [{ type: "error", status: 500 }, { type: "truncated" }, { type: "throttle" }] as const;
    const athena = await startedAthena({ sessions, quota, faults });
    for (const ignored of faults) {
      const response = await ask(athena);
      await response.text().catch(() => ignored);
    }
    expect((await ask(athena)).status).toBe(200);
    expect((await ask(athena)).status).toBe(400);
  });
});

describe("The fault throttle", () => {
  it("A throttle fault reaches the client as a ThrottlingException", async () => {
    const failure = await clientOf(await faulty({ type: "throttle" }))
      .send(command)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AthenaServiceException);
    expect(failure).toMatchObject({
      name: "ThrottlingException",
      message: "Rate exceeded",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([
    { fault: {}, status: 400, retryAfter: null },
    { fault: { retryAfter: 2 }, status: 400, retryAfter: "2" },
    { fault: { retryAfter: 0 }, status: 400, retryAfter: "0" },
    {
      fault: { retryAfter: "Wed, 21 Oct 2026 07:28:00 GMT", status: 429 },
      status: 429,
      retryAfter: "Wed, 21 Oct 2026 07:28:00 GMT",
    },
  ])("$fault sends Retry-After $retryAfter with status $status", async ({ fault, status, retryAfter }) => {
    const response = await ask(await faulty({ type: "throttle", ...fault }));
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(retryAfter);
    expect(await response.text()).toBe('{"__type":"ThrottlingException","message":"Rate exceeded"}');
  });

  it("A throttle fault sends further headers", async () => {
    const response = await ask(await faulty({ type: "throttle", headers: { "x-amz-retry-after": "1500" } }));
    expect(response.headers.get("x-amz-retry-after")).toBe("1500");
  });
});

describe("The fault error", () => {
  it.each([
    { status: 500, name: "InternalServerException", text: "Internal Server Error" },
    { status: 503, name: "InternalServerException", text: "Service Unavailable" },
    { status: 429, name: "TooManyRequestsException", text: "Too Many Requests" },
    { status: 403, name: "AccessDeniedException", text: "Forbidden", given: { name: "AccessDeniedException" } },
    { status: 599, name: "InternalServerException", text: "Error" },
    { status: 500, name: "InternalServerException", text: "ouch", given: { message: "ouch" } },
  ])("An error fault sends $status $name: $text", async ({ status, name, text, given }) => {
    const response = await ask(await faulty({ type: "error", status, ...given }));
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ __type: name, Message: text });
  });

  it("An InvalidRequestException has the members of the service", async () => {
    const message = "Malformed nextPageToken x";
    const failure = clientOf(await faulty({ type: "error", status: 400, message })).send(command);
    await expect(failure).rejects.toBeInstanceOf(InvalidRequestException);
    await expect(failure).rejects.toMatchObject({ message, AthenaErrorCode: "INVALID_INPUT" });
  });

  it("An error fault can be HTML, as from a load balancer", async () => {
    const response = await ask(await faulty({ type: "error", status: 503, format: "html" }));
    expect(response.status).toBe(503);
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(await response.text()).toContain("<h1>503 Service Unavailable</h1>");
  });

  it.each(["json", "html"] as const)("An error fault sends further headers with %s", async (format) => {
    const headers = { "Retry-After": "3" };
    const response = await ask(await faulty({ type: "error", status: 503, format, headers }));
    expect(response.headers.get("retry-after")).toBe("3");
  });
});

describe("The faults of the connection", () => {
  it("A reset reaches the client as ECONNRESET", async () => {
    const athena = await faulty({ type: "reset" });
    await expect(clientOf(athena).send(command)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(athena.requests).toMatchObject([{ status: undefined, answeredAt: undefined }]);
  });

  it("A reset does not just end the connection", async () => {
    const athena = await faulty({ type: "reset" });
    const socket = connect(Number(new URL(athena.url).port), "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}");
    await expect(text(socket)).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("A truncated answer has its full length but half of its body", async () => {
    const athena = await faulty({ type: "truncated" });
    const whole = '{"SessionId":"s","ExecutorsSummary":[{"ExecutorId":"e"}]}';
    const response = await ask(athena);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe(String(whole.length));
    const chunks: Buffer[] = [];
    await expect(
      (async () => {
        for await (const chunk of response.body ?? []) chunks.push(Buffer.from(chunk as Uint8Array));
      })(),
    ).rejects.toThrow("terminated");
    expect(Buffer.concat(chunks).toString()).toBe(whole.slice(0, Math.floor(whole.length / 2)));
    await expect(clientOf(await faulty({ type: "truncated" })).send(command)).rejects.toThrow(Error);
    expect(athena.requests).toMatchObject([{ status: 200 }]);
  });

  it("A hanging request lasts until the client disconnects", async () => {
    const athena = await faulty({ type: "hang" });
    const abort = new AbortController();
    const pending = clientOf(athena).send(command, { abortSignal: abort.signal });
    await until(() => athena.requests.length === 1);
    await quiet();
    abort.abort();
    await expect(pending).rejects.toMatchObject({ name: "AbortError" });
    expect(athena.requests).toMatchObject([{ status: undefined, answeredAt: undefined }]);
  });
});

describe("The faults of the body", () => {
  it.each([
    { fault: { type: "malformed" }, text: '{"ExecutorsSummary":[' },
    { fault: { type: "malformed", text: "" }, text: "" },
    { fault: { type: "body", body: {} }, text: "{}" },
    { fault: { type: "body", body: { ExecutorsSummary: "none" } }, text: '{"ExecutorsSummary":"none"}' },
    { fault: { type: "body", body: null }, text: "null" },
  ] as const)("$fault is answered as 200 $text", async ({ fault, text }) => {
    const response = await ask(await faulty(fault));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(await response.text()).toBe(text);
  });

  it("A malformed body reaches the client as a SyntaxError", async () => {
    const client = clientOf(await faulty({ type: "malformed" }));
    await expect(client.send(command)).rejects.toMatchObject({ name: "SyntaxError" });
  });
});

describe("An expired token", () => {
  const twoPages = [{ SessionId, executors: [{ ExecutorId: "new" }, { ExecutorId: "old" }] }];

  it.each([
    { refusal: undefined, begins: "The nextPageToken is malformed:" },
    { refusal: "The nextPageToken is malformed:", begins: "The nextPageToken is malformed:" },
    { refusal: "Malformed nextPageToken", begins: "Malformed nextPageToken" },
  ] as const)("An expired token is refused as malformed and echoed: $refusal", async ({ refusal, begins }) => {
    const faults: LocalFaults = [undefined, { type: "expired-token", refusal }];
    const client = clientOf(await startedAthena({ sessions: twoPages, faults }));
    const input = { SessionId, MaxResults: 1 };
    const { NextToken } = await client.send(new ListExecutorsCommand(input));
    const next = new ListExecutorsCommand({ ...input, NextToken });
    await expect(client.send(next)).rejects.toMatchObject({
      name: "InvalidRequestException",
      AthenaErrorCode: "INVALID_INPUT",
      message: `${begins} ${NextToken}`,
      $metadata: { httpStatusCode: 400 },
    });
    expect((await client.send(next)).ExecutorsSummary).toEqual([{ ExecutorId: "old" }]);
  });

  it.each([undefined, null, "", 1])("An expired-token fault ignores a request with the token %j", async (NextToken) => {
    const fault: LocalFault = { type: "expired-token" };
    const faulty = await startedAthena({ sessions, faults: [fault] });
    const whole = await startedAthena({ sessions });
    const body = JSON.stringify({ SessionId, NextToken });
    const [answer, expected] = await Promise.all(
      [faulty, whole].map(async (athena) => (await rawRequest(athena, "ListExecutors", body)).text()),
    );
    expect(answer).toBe(expected);
  });

  it("An expired-token fault ignores a body that is not JSON", async () => {
    const response = await rawRequest(await faulty({ type: "expired-token" }), "ListExecutors", "{");
    expect(await response.json()).toEqual({ __type: "SerializationException" });
  });
});
