import { AthenaClient, type ListExecutorsCommandInput, type ListSessionsCommandInput } from "@aws-sdk/client-athena";
import { onTestFinished } from "vitest";

import {
  startLocalAthena,
  type ErrorFault,
  type LocalExecutor,
  type LocalFault,
  type LocalAthena,
  type LocalAthenaOptions,
  type LocalRequest,
  type LocalSession,
} from "../../lib/testing/index.js";
import { executors } from "./executors.js";

/** An endpoint that is closed when the test has finished. */
export async function startedAthena(options?: LocalAthenaOptions): Promise<LocalAthena> {
  const athena = await startLocalAthena(options);
  onTestFinished(() => athena.close());
  return athena;
}

/** The real client, without retries of its own, destroyed when the test has finished. */
export function clientOf({ url }: LocalAthena): AthenaClient {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ endpoint: url, region: "us-east-1", credentials, maxAttempts: 1 });
  onTestFinished(() => {
    client.destroy();
  });
  return client;
}

/** An endpoint with one session, and its client. */
export interface StartedSession {
  readonly athena: LocalAthena;
  readonly client: AthenaClient;
  readonly requests: readonly LocalRequest[];
}

/** Starts an endpoint with the session "session". Its executors are listed as given, and no empty page comes last. */
export async function startedSession(
  list: readonly LocalExecutor[],
  { beforePage, ...options }: LocalAthenaOptions & Pick<LocalSession, "beforePage"> = {},
): Promise<StartedSession> {
  const session = { SessionId: "session", executors: list, order: "as given", beforePage } as const;
  const athena = await startedAthena({ sessions: [session], tokenOnFullPage: false, ...options });
  return { athena, client: clientOf(athena), requests: athena.requests };
}

/** A session of two executors, one a page. Only the first request is answered. */
export function hangingAfterFirst(): Promise<StartedSession> {
  const faults = ({ number }: LocalRequest): LocalFault | undefined => (number > 1 ? { type: "hang" } : undefined);
  return startedSession(executors(2), { pageLimits: { ListExecutors: 1 }, faults });
}

/** The input of a request of the client. */
export function inputOf({ input }: LocalRequest): Partial<ListExecutorsCommandInput & ListSessionsCommandInput> {
  return input as Partial<ListExecutorsCommandInput & ListSessionsCommandInput>;
}

/** The requests for an operation. */
export function requestsFor({ requests }: LocalAthena, operation: string): readonly LocalRequest[] {
  return requests.filter((request) => request.operation === operation);
}

/** How many requests are still open: neither answered nor dropped by the client. */
export function inFlight({ requests }: LocalAthena): number {
  return requests.filter(({ closedAt }) => closedAt === undefined).length;
}

/** The most requests that were open at once. */
export function mostInFlight(requests: readonly LocalRequest[]): number {
  const openAt = (time: number): number =>
    requests.filter(({ at, closedAt = Infinity }) => at <= time && time < closedAt).length;
  return Math.max(0, ...requests.map(({ at }) => openAt(at)));
}

/** The fault of a request that the service answers with this error. */
export function refusedWith(name: string, status = 400): ErrorFault {
  return { type: "error", status, name };
}

/** A signed request by hand, for what the client cannot say; headers given as `undefined` are left out. */
export async function rawRequest(
  { url }: LocalAthena,
  operation: string,
  body: string,
  headers: Readonly<Record<string, string | undefined>> = {},
): Promise<Response> {
  const all: Readonly<Record<string, string | undefined>> = {
    "content-type": "application/x-amz-json-1.1",
    authorization: "AWS4-HMAC-SHA256 local",
    "x-amz-target": `AmazonAthena.${operation}`,
    ...headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fetch(url, { method: "POST", body, headers: given });
}
