// Unlike the embedded endpoint, this service can give any answer to any command of any client, also bodies, pages and
// tokens that Athena never sends.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AthenaClient, type AthenaClientConfig, type ListExecutorsCommandInput } from "@aws-sdk/client-athena";
import { onTestFinished } from "vitest";

/** An answer of a foreign service: the body of a 200, or a handler that writes the whole response. */
export type Answer = object | ((request: IncomingMessage, response: ServerResponse) => void);

/** A received request. */
export interface ForeignRequest {
  readonly input: ListExecutorsCommandInput;
  readonly headers: IncomingMessage["headers"];
  /** Time of arrival, from `performance.now()`. */
  readonly at: number;
}

/** A service whose answers are given by the spec. */
export interface ForeignService {
  readonly client: AthenaClient;
  readonly requests: readonly ForeignRequest[];
}

/** Starts a service that answers request number n, from 1, with the result of `answer`. It is closed after the test. */
export async function foreignService(
  answer: (request: ForeignRequest, number: number) => Answer,
  clientConfig: AthenaClientConfig = {},
): Promise<ForeignService> {
  const requests: ForeignRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const input = JSON.parse(body) as ListExecutorsCommandInput;
      const foreign = { input, headers: request.headers, at: performance.now() };
      requests.push(foreign);
      send(request, response, answer(foreign, requests.length));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const client = new AthenaClient({
    endpoint: `http://127.0.0.1:${String(port)}`,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    ...clientConfig,
  });
  onTestFinished(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { client, requests };
}

/** Starts a service that returns these pages in order, whatever the requested page size. */
export function pagedService(pages: readonly object[]): Promise<ForeignService> {
  return foreignService(({ input }) => {
    const index = input.NextToken === undefined ? 0 : Number(input.NextToken.slice(1));
    const next = index + 1 < pages.length ? { NextToken: `t${String(index + 1)}` } : {};
    return { SessionId: input.SessionId, ...next, ...pages[index] };
  });
}

/** Creates an answer with a status and a body. An object is sent as JSON. */
export function failure(status: number, body: object | string, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Creates the answer for an unknown session. */
export function gone(name = "ResourceNotFoundException"): Answer {
  return failure(400, { __type: name, AthenaErrorCode: "INVALID_INPUT", Message: "Session does not exist" });
}

/** Creates the throttle answer of AWS services. */
export function throttled(headers?: Record<string, string>): Answer {
  return failure(400, { __type: "ThrottlingException", message: "Rate exceeded" }, headers);
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (typeof answer === "function") {
    answer(request, response);
    return;
  }
  response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
  response.end(JSON.stringify(answer));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
