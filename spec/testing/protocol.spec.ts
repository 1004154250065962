import { describe, expect, it } from "vitest";

import { rawRequest, startedAthena } from "../support/started-athena.js";

const SessionId = "s";
const sessions = [{ SessionId, executors: [] }];
const body = JSON.stringify({ SessionId });
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("The wire format of the embedded endpoint", () => {
  it.each([
    { what: "an output", SessionId },
    { what: "an error", SessionId: "another" },
  ])("The answer with $what has the headers of the service", async (input) => {
    const athena = await startedAthena({ sessions });
    const { headers } = await rawRequest(athena, "GetSession", JSON.stringify(input));
    expect(headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(headers.get("x-amzn-requestid")).toMatch(uuid);
    expect(headers.has("x-amzn-errortype")).toBe(false);
  });

  it("Every answer has its own request id", async () => {
    const athena = await startedAthena({ sessions });
    const one = await rawRequest(athena, "GetSession", body);
    const other = await rawRequest(athena, "GetSession", body);
    expect(one.headers.get("x-amzn-requestid")).not.toBe(other.headers.get("x-amzn-requestid"));
  });

  it("Connections are kept alive without a timeout", async () => {
    const { headers } = await rawRequest(await startedAthena({ sessions }), "GetSession", body);
    expect(headers.get("connection")).toBe("keep-alive");
    expect(headers.get("keep-alive")).toBeNull();
  });

  it("Times are seconds since the epoch", async () => {
    const StartDateTime = new Date(1_700_000_000_250);
    const athena = await startedAthena({ sessions: [{ SessionId, StartDateTime, executors: [] }] });
    expect(await (await rawRequest(athena, "GetSessionStatus", body)).json()).toEqual({
      SessionId,
      Status: { State: "IDLE", StartDateTime: 1_700_000_000.25, LastModifiedDateTime: 1_700_000_000.25 },
    });
  });

  it("The last page has no NextToken", async () => {
    const athena = await startedAthena({ sessions });
    expect(await (await rawRequest(athena, "ListExecutors", body)).text()).toBe(
      '{"SessionId":"s","ExecutorsSummary":[]}',
    );
  });

  it("Content-Length counts bytes", async () => {
    const athena = await startedAthena({ sessions: [{ SessionId, Description: "größer 🚀", executors: [] }] });
    expect(await (await rawRequest(athena, "GetSession", body)).json()).toMatchObject({ Description: "größer 🚀" });
  });

  it("A body can arrive in pieces that split characters", async () => {
    const sessionId = "séance-🚀";
    const athena = await startedAthena({ sessions: [{ SessionId: sessionId, executors: [] }] });
    const bytes = new TextEncoder().encode(JSON.stringify({ SessionId: sessionId }));
    const response = await fetch(athena.url, {
      method: "POST",
      body: ReadableStream.from(Array.from(bytes, (byte) => Uint8Array.of(byte))),
      duplex: "half",
      headers: { "x-amz-target": "AmazonAthena.ListExecutors", authorization: "x" },
    });
    expect(await response.json()).toEqual({ SessionId: sessionId, ExecutorsSummary: [] });
  });
});

describe("The embedded endpoint refuses", () => {
  it.each([
    { what: "an unknown operation", target: "AmazonAthena.ListNothing" },
    { what: "a target without prefix", target: "ListExecutors" },
    { what: "a prefix in another case", target: "amazonathena.ListExecutors" },
    { what: "an operation in another case", target: "AmazonAthena.listExecutors" },
    { what: "a request without target", target: undefined },
  ])("The endpoint refuses $what, also unsigned", async ({ target }) => {
    const athena = await startedAthena({ sessions });
    for (const authorization of ["x", undefined]) {
      const response = await rawRequest(athena, "", body, { "x-amz-target": target, authorization });
      expect(response.status).toBe(400);
      const { __type, Message } = (await response.json()) as Record<string, string>;
      expect(__type).toBe("UnknownOperationException");
      expect(Message).toBe(
        "Expected X-Amz-Target to name an operation of the embedded endpoint, " +
          `got ${target === undefined ? "none" : `\`${target}\``}. Use one of AmazonAthena.ListExecutors, ` +
          "AmazonAthena.ListCalculationExecutions, AmazonAthena.ListSessions, AmazonAthena.GetSession, " +
          "AmazonAthena.GetSessionStatus",
      );
    }
  });

  it("A request without Authorization is refused before validation", async () => {
    const response = await rawRequest(await startedAthena(), "ListExecutors", "{", { authorization: undefined });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      __type: "MissingAuthenticationTokenException",
      message: "Missing Authentication Token",
    });
  });

  it.each([
    { method: "GET", path: "/", status: 405, problem: "Expected the method POST, got GET" },
    { method: "PUT", path: "/", status: 405, problem: "Expected the method POST, got PUT" },
    { method: "POST", path: "/other", status: 404, problem: "Expected the path /, got /other" },
    { method: "GET", path: "/favicon.ico", status: 404, problem: "Expected the path /, got /favicon.ico" },
    { method: "POST", path: "//x:y", status: 404, problem: "Expected the path /, got //x:y" },
  ])("$method $path is refused with $status", async ({ method, path, status, problem }) => {
    const { url } = await startedAthena({ sessions });
    const headers = { authorization: "x", "x-amz-target": "AmazonAthena.ListSessions" };
    const response = await fetch(url + path, { method, headers });
    expect(response.status).toBe(status);
    const Message = `${problem}. Send operations as POST / with the header X-Amz-Target`;
    expect(await response.json()).toEqual({ __type: "UnknownOperationException", Message });
  });

  it("A query after the path is ignored", async () => {
    const { url } = await startedAthena({ sessions });
    const headers = { authorization: "x", "x-amz-target": "AmazonAthena.GetSession" };
    expect((await fetch(`${url}/?a=1`, { method: "POST", body, headers })).status).toBe(200);
  });
});

describe("A page of another origin", () => {
  it("A preflight allows the requested headers by name", async () => {
    const athena = await startedAthena();
    const asked = "amz-sdk-invocation-id,authorization,content-type,x-amz-target";
    const response = await fetch(athena.url, {
      method: "OPTIONS",
      headers: {
        origin: "http://example.test",
        "access-control-request-method": "POST",
        "access-control-request-headers": asked,
      },
    });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": asked,
      "access-control-allow-private-network": "true",
    });
    expect(athena.requests).toEqual([]);
  });

  it("A preflight can request no headers", async () => {
    const { url } = await startedAthena();
    const response = await fetch(url, { method: "OPTIONS" });
    expect(response.headers.get("access-control-allow-headers")).toBe("*");
  });

  it("A page of another origin can read outputs and errors", async () => {
    const athena = await startedAthena({ sessions });
    for (const operation of ["ListExecutors", "ListNothing"]) {
      const { headers } = await rawRequest(athena, operation, body);
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("access-control-expose-headers")).toContain("x-amzn-RequestId");
    }
  });
});
