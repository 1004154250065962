// Unlike the embedded endpoint, this service has no sockets and checks no signatures. It is fast enough for properties,
// which run thousands of listings with the real client.
import { AthenaClient, type AthenaClientConfig } from "@aws-sdk/client-athena";
import type { SessionAnswer } from "./living-session.js";
import { nextTurn } from "./waiting.js";

/** A request to a service without sockets. */
export interface SocketlessRequest {
  /** 1 for the first request. */
  readonly number: number;
  readonly operation: string;
  readonly input: unknown;
}

/** The answer to a request, chosen when the request arrives. */
export interface SocketlessAnswer {
  /** `"reset"` resets the connection. */
  readonly answer: SessionAnswer | "reset";
  /** Delay of the answer in turns of the event loop. Default: 0. */
  readonly turns?: number | undefined;
}

/** A service that replaces the request handler of a real client. */
export class SocketlessService {
  readonly client: AthenaClient;
  /** Number of requests so far. */
  requests = 0;
  /** Number of requests in flight. */
  open = 0;
  /** Largest number of requests in flight at once. */
  mostOpen = 0;
  readonly #answerTo: (request: SocketlessRequest) => SocketlessAnswer;

  constructor(answerTo: (request: SocketlessRequest) => SocketlessAnswer) {
    this.#answerTo = answerTo;
    const config = {
      region: "us-east-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      signer: { sign: (request: object) => Promise.resolve(request) },
      requestHandler: { handle: this.#handle.bind(this) },
    };
    this.client = new AthenaClient(config as unknown as AthenaClientConfig);
  }

  async #handle({ headers, body }: SentRequest, { abortSignal }: { abortSignal?: AbortSignal } = {}): Promise<object> {
    // The SDK's own handler sends nothing under an aborted signal either.
    throwIfAborted(abortSignal);
    this.requests += 1;
    this.open += 1;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    try {
      const operation = headers["x-amz-target"]?.replace("AmazonAthena.", "") ?? "";
      const input = JSON.parse(new TextDecoder().decode(body)) as unknown;
      const { answer, turns = 0 } = this.#answerTo({ number: this.requests, operation, input });
      for (let turn = 0; turn < turns; turn += 1) {
        throwIfAborted(abortSignal);
        await nextTurn();
      }
      throwIfAborted(abortSignal);
      if (answer === "reset") throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
      return { response: responseOf(answer) };
    } finally {
      this.open -= 1;
    }
  }
}

interface SentRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

function responseOf({ status, body }: SessionAnswer): object {
  const headers = { "content-type": "application/x-amz-json-1.1" };
  return { statusCode: status, headers, body: new TextEncoder().encode(JSON.stringify(body)) };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw Object.assign(new Error("dropped"), { name: "AbortError" });
}
