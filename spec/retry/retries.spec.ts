import { AthenaServiceException, type AthenaClient } from "@aws-sdk/client-athena";
import { describe, expect, it, vi } from "vitest";
import {
  createThrottle,
  listExecutors,
  type CallConfig,
  type PaginationEvent,
  type RetryEvent,
  type RetryOptions,
} from "../../lib/index.js";
import type { LocalAthena } from "../../lib/testing/index.js";
import { rejection } from "../support/abort-signals.js";
import { executors, numbers } from "../support/executors.js";
import { failure, foreignService, throttled, type Answer, type ForeignService } from "../support/foreign-service.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

const SessionId = "session";
const throttle = false;
const fast: RetryOptions = { minTimeout: 1, throttleTimeout: 1, maxTimeout: 5 };

interface Answered {
  readonly $metadata: { readonly totalRetryDelay: number };
}

const json = (type: string, status = 400): Answer => failure(status, { __type: type, Message: "No" });
const html = (status: number): Answer =>
  failure(status, "<html><body>No</body></html>", { "content-type": "text/html" });
const whole = JSON.stringify({ ExecutorsSummary: executors(3) });

const reset: Answer = (request) => {
  request.socket.resetAndDestroy();
};
const truncated: Answer = (_request, response) => {
  response.writeHead(200, { "content-length": String(whole.length) });
  response.write(whole.slice(0, 40), () => response.destroy());
};
const cutShort: Answer = (_request, response) => {
  response.writeHead(200);
  response.end(whole.slice(0, 40));
};

/** Starts a service that fails the first `failures` requests with this answer. */
function failingService(answer: Answer, failures = Infinity): Promise<ForeignService> {
  return foreignService((_request, number) => (number <= failures ? answer : { ExecutorsSummary: executors(3) }));
}

function list(client: AthenaClient, config: Partial<CallConfig> = {}): Promise<unknown[]> {
  return listExecutors({ client, throttle, retry: fast, ...config }, { SessionId }).toArray();
}

describe("A retryable failure", () => {
  const answers: readonly [name: string, answer: Answer][] = [
    ["a ThrottlingException", throttled()],
    ["a TooManyRequestsException", json("TooManyRequestsException")],
    ["a 429 in JSON", json("Whatever", 429)],
    ["a 429 in HTML", html(429)],
    ["an InternalServerException", json("InternalServerException", 500)],
    ["a 500 in HTML", html(500)],
    ["a 502 in HTML", html(502)],
    ["a 503 in HTML", html(503)],
    ["a 504 without a body", failure(504, "")],
    ["a reset", reset],
    ["a 200 whose connection is cut", truncated],
    ["a 200 with malformed JSON", cutShort],
    ["a 200 in HTML", html(200)],
  ];

  it.each(answers)("%s is retried until the list is complete", async (_name, answer) => {
    const { client, requests } = await failingService(answer, 2);
    expect(numbers((await list(client)) as object[])).toEqual([3, 2, 1]);
    expect(requests).toHaveLength(3);
  });

  it("such as a refused connection is retried until the service is up", async () => {
    const closed = await startedAthena();
    await closed.close();
    const port = Number(new URL(closed.url).port);
    const listen = (): Promise<LocalAthena> =>
      startedAthena({ port, sessions: [{ SessionId, executors: executors(3) }] });
    const seen: RetryEvent[] = [];
    const onEvent = (event: PaginationEvent): void => {
      if (event.type !== "retry") return;
      if (seen.push(event) === 2) void listen();
    };
    const config = { client: clientOf(closed), throttle, retry: { ...fast, retries: Infinity }, onEvent } as const;
    expect(await listExecutors(config, { SessionId }).toArray()).toHaveLength(3);
    expect(seen[0]?.error).toMatchObject({ code: "ECONNREFUSED" });
  });
});

describe("A final failure causes one request and the service's error", () => {
  const types = [
    "InvalidRequestException",
    "ResourceNotFoundException",
    "AccessDeniedException",
    "ExpiredTokenException",
    "UnrecognizedClientException",
    "ValidationException",
  ];

  it.each(types)("%s", async (type) => {
    const { client, requests } = await failingService(json(type));
    const { reason } = await rejection(list(client));
    expect(reason).toBeInstanceOf(AthenaServiceException);
    expect(reason).toMatchObject({ name: type, message: "No", $metadata: { attempts: 1, totalRetryDelay: 0 } });
    expect(requests).toHaveLength(1);
  });

  it("also for a 403 in HTML", async () => {
    const { client, requests } = await failingService(html(403));
    expect(await rejection(list(client))).toMatchObject({ reason: { name: "SyntaxError" } });
    expect(requests).toHaveLength(1);
  });
});

describe("The number of retries", () => {
  it.each([0, 1, 3])("can be limited to %i, before the service's error", async (retries) => {
    const { client, requests } = await failingService(throttled());
    const { reason } = await rejection(list(client, { retry: { ...fast, retries } }));
    expect(reason).toBeInstanceOf(AthenaServiceException);
    expect(reason).toMatchObject({ name: "ThrottlingException", $metadata: { attempts: retries + 1 } });
    expect(requests).toHaveLength(retries + 1);
  });

  it("can be unlimited", async () => {
    const { client, requests } = await failingService(throttled(), 30);
    expect(await list(client, { retry: { ...fast, retries: Infinity } })).toHaveLength(3);
    expect(requests.at(-1)?.headers["amz-sdk-request"]).toBe("attempt=31");
  });

  it("is not multiplied by the client's own retries", async () => {
    const { client, requests } = await failingServiceFor({ maxAttempts: 3 }, json("InternalServerException", 500));
    await rejection(list(client, { retry: { ...fast, retries: 3 } }));
    expect(requests).toHaveLength(4);
  });

  it("is the client's own if retry is false", async () => {
    const { client, requests } = await failingServiceFor({ maxAttempts: 2 }, json("InternalServerException", 500));
    await rejection(list(client, { retry: { ...fast, retries: 3 } }));
    const { reason } = await rejection(list(client, { retry: false }));
    expect(reason).toMatchObject({ name: "InternalServerException", $metadata: { attempts: 2 } });
    expect(requests).toHaveLength(4 + 2);
  });

  it("does not count the time in the throttle's queue as retry time", async () => {
    const failed = new Set<unknown>();
    const { client } = await foreignService(({ input }) => {
      if (failed.has(input.SessionId)) return { ExecutorsSummary: [] };
      failed.add(input.SessionId);
      return json("InternalServerException", 500);
    });
    // The first attempt of the last listing is granted after half a second, the second one after a whole second.
    const config = {
      client,
      throttle: createThrottle({ limit: 1, interval: 100 }),
      retry: { ...fast, maxRetryTime: 400 },
    };
    const lists = Array.from({ length: 6 }, (_, index) =>
      listExecutors(config, { SessionId: `session-${String(index)}` }).toArray(),
    );
    expect(await Promise.all(lists)).toEqual(lists.map(() => []));
  });

  it("is limited by maxRetryTime, before the service's error", async () => {
    const { client, requests } = await failingService(throttled({ "retry-after": "20" }));
    const start = performance.now();
    const { reason } = await rejection(list(client, { retry: { maxRetryTime: 2000 } }));
    expect(performance.now() - start).toBeLessThan(5000);
    expect(reason).toMatchObject({ name: "ThrottlingException", $metadata: { attempts: 1, totalRetryDelay: 0 } });
    expect(requests).toHaveLength(1);
  });

  it("is at most one per call in an outage, with parallel listings", async () => {
    const { client, requests } = await failingService(json("InternalServerException", 500));
    const config = { client, throttle, retry: { minTimeout: 400, maxTimeout: 400 } } as const;
    const lists = Array.from({ length: 50 }, () => listExecutors(config, { SessionId }).toArray());
    for (const result of await Promise.allSettled(lists)) {
      expect(result).toMatchObject({ status: "rejected", reason: { name: "InternalServerException" } });
    }
    expect(requests.length).toBeGreaterThanOrEqual(100);
    expect(requests.length).toBeLessThanOrEqual(120);
  });

  it("is at most one per call in an outage, with serial listings", async () => {
    const { client, requests } = await failingService(json("InternalServerException", 500));
    const sent: number[] = [];
    for (let listings = 0; listings < 6; listings += 1) {
      const before = requests.length;
      await rejection(list(client));
      sent.push(requests.length - before);
    }
    // The 35th failure is the eighth of the fourth listing.
    expect(sent).toEqual([9, 9, 9, 8, 2, 2]);
  });

  const endings: readonly [name: string, answer: Answer, sent: number][] = [
    ["increases again after a success", { ExecutorsSummary: [] }, 9],
    ["increases again after any other answer", json("AccessDeniedException"), 9],
    ["stays reduced after a throttle answer", throttled(), 2],
  ];

  it.each(endings)("%s", async (_name, answer, sent) => {
    const { client, requests } = await foreignService((_request, number) =>
      number === 36 ? answer : json("InternalServerException", 500),
    );
    for (let listings = 0; listings < 4; listings += 1) await rejection(list(client));
    expect(requests).toHaveLength(35);
    await list(client, { retry: { retries: 0 } }).catch(() => undefined);
    await rejection(list(client));
    expect(requests).toHaveLength(36 + sent);
  });

  it("is not reduced by throttle answers", async () => {
    const { client, requests } = await failingService(throttled());
    for (let listings = 0; listings < 6; listings += 1) await rejection(list(client));
    expect(requests).toHaveLength(6 * 9);
  });

  it("is not reduced by failures with successes between them", async () => {
    const answers = [
      json("InternalServerException", 500),
      json("InternalServerException", 500),
      { SessionId: "session" },
    ];
    const { client, requests } = await foreignService(
      (_request, number) => answers[(number - 1) % 3] ?? { SessionId: "session" },
    );
    for (let listings = 0; listings < 40; listings += 1) await list(client, { retry: { minTimeout: 0 } });
    expect(requests).toHaveLength(120);
  });

  it("is not reduced in an outage if it is unlimited", async () => {
    const { client, requests } = await failingService(json("InternalServerException", 500), 60);
    expect(await list(client, { retry: { ...fast, retries: Infinity } })).toHaveLength(3);
    expect(requests).toHaveLength(61);
  });
});

describe("The headers of each attempt", () => {
  it("include its number, the maximum, and a common invocation id", async () => {
    const { client, requests } = await failingService(throttled(), 2);
    await list(client, { retry: { ...fast, retries: 3 } });
    await list(client);
    expect(requests.map(({ headers }) => headers["amz-sdk-request"])).toEqual([
      "attempt=1; max=4",
      "attempt=2; max=4",
      "attempt=3; max=4",
      "attempt=1; max=9",
    ]);
    const ids = requests.map(({ headers }) => headers["amz-sdk-invocation-id"]);
    expect(ids[0]).toMatch(/^[\da-f-]{36}$/);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(ids[3]).not.toBe(ids[0]);
  });

  it("include no invocation id in insecure contexts", async () => {
    vi.stubGlobal("crypto", { subtle: globalThis.crypto.subtle });
    const { client, requests } = await failingService(throttled(), 1);
    await list(client);
    vi.unstubAllGlobals();
    expect(requests.map(({ headers }) => headers["amz-sdk-request"])).toEqual(["attempt=1; max=9", "attempt=2; max=9"]);
    expect(requests[1]?.headers).not.toHaveProperty("amz-sdk-invocation-id");
  });

  it("include a new signature", async () => {
    const { client, requests } = await failingService(throttled(), 1);
    await list(client);
    const [first, second] = requests.map(({ headers }) => headers.authorization);
    expect(first).toContain("amz-sdk-request");
    expect(second).not.toBe(first);
  });
});

describe("The report of retries", () => {
  async function told(config: Partial<CallConfig>, failures: number): Promise<[RetryEvent[], unknown]> {
    const { client } = await failingService(throttled(), failures);
    const seen: RetryEvent[] = [];
    const onEvent = (event: PaginationEvent): void => {
      if (event.type === "retry") seen.push(event);
    };
    const pages = listExecutors({ client, throttle, retry: fast, onEvent, ...config }, { SessionId }).pages();
    const outcome = await pages[Symbol.asyncIterator]()
      .next()
      .then(
        ({ value }): unknown => value,
        (reason: unknown) => reason,
      );
    return [seen, outcome];
  }

  it.each([
    ["output", 2],
    ["error", Infinity],
  ])("is in the metadata of the %s: attempts and total delay", async (_name, failures) => {
    const [seen, outcome] = await told({ retry: { ...fast, retries: 2 } }, failures);
    expect(seen.map(({ attempt }) => attempt)).toEqual([1, 2]);
    for (const { error } of seen) expect(error).toMatchObject({ name: "ThrottlingException" });
    expect(outcome).toMatchObject({ $metadata: { attempts: 3, totalRetryDelay: expect.any(Number) as number } });
    // Each of the two backoffs takes at least a millisecond, but timers may be slightly early.
    expect((outcome as Answered).$metadata.totalRetryDelay).toBeGreaterThanOrEqual(1);
    expect(outcome).toHaveProperty("$metadata.httpStatusCode", failures === 2 ? 200 : 400);
  });

  it("includes each wait with its real duration", async () => {
    const { client, requests } = await failingService(throttled({ "x-amz-retry-after": "40" }), 1);
    const seen: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => seen.push(event);
    const retry = { throttleTimeout: 1, minTimeout: 20 };
    await listExecutors({ client, throttle, retry, onEvent }, { SessionId }).toArray();
    expect(seen).toMatchObject([
      { type: "request" },
      { type: "retry", attempt: 1 },
      { type: "wait", reason: "cool-down" },
      { type: "wait", reason: "backoff" },
      { type: "request", attempt: 2 },
      { type: "page" },
      { type: "end" },
    ]);
    const [first = 0, second = 0] = requests.map(({ at }) => at);
    const [coolDown = 0, backoff = 0] = seen.flatMap((event) => (event.type === "wait" ? [event.delay] : []));
    expect(coolDown).toBeGreaterThanOrEqual(39);
    expect(backoff).toBeGreaterThanOrEqual(19);
    expect(seen.at(-1)).toMatchObject({ totals: { waited: coolDown + backoff } });
    expect(second - first).toBeGreaterThanOrEqual(coolDown + backoff - 2);
  });

  it("is left out for a frozen error, which is thrown unchanged", async () => {
    const { client } = await failingService({});
    const frozen = Object.freeze(new Error("A middleware of the caller"));
    client.middlewareStack.add(() => () => Promise.reject(frozen), { step: "deserialize", name: "ofTheCaller" });
    expect((await rejection(list(client))).reason).toBe(frozen);
  });

  it.each(["a string", new TypeError("a bug")])("does not replace the thrown value: %s", async (thrown) => {
    const { client } = await failingService({});
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- Other middleware may do so.
    const throwing = () => (): Promise<never> => Promise.reject(thrown);
    client.middlewareStack.addRelativeTo(throwing, { relation: "after", toMiddleware: "retryMiddleware" });
    expect((await rejection(list(client))).reason).toBe(thrown);
  });
});

function failingServiceFor(clientConfig: { maxAttempts: number }, answer: Answer): Promise<ForeignService> {
  return foreignService(() => answer, clientConfig);
}
