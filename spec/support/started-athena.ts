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

/** Starts an endpoint that is closed after the test. */
export async function startedAthena(options?: LocalAthenaOptions): Promise<LocalAthena> {
  const athena = await startLocalAthena(options);
  onTestFinished(() => athena.close());
  return athena;
}

/** Creates a real client without retries of its own. It is destroyed after the test. */
export function clientOf({ url }: LocalAthena): AthenaClient {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ endpoint: url, region: "us-east-1", credentials, maxAttempts: 1 });
  onTestFinished(() => {
    client.destroy();
  });
  return client;
}

/** An endpoint with one session, and a client of it. */
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

/** Serves two executors on two pages, and never answers the request for the second page. */
export function hangingAfterFirst(): Promise<StartedSession> {
  const faults = ({ number }: LocalRequest): LocalFault | undefined => (number > 1 ? { type: "hang" } : undefined);
  return startedSession(executors(2), { pageLimits: { ListExecutors: 1 }, faults });
}

/** Returns the input of a recorded request. */
export function inputOf({ input }: LocalRequest): Partial<ListExecutorsCommandInput & ListSessionsCommandInput> {
  return input as Partial<ListExecutorsCommandInput & ListSessionsCommandInput>;
}

/** Returns the recorded requests of an operation. */
export function requestsFor({ requests }: LocalAthena, operation: string): readonly LocalRequest[] {
  return requests.filter((request) => request.operation === operation);
}

/** Returns the number of requests in flight. */
export function inFlight({ requests }: LocalAthena): number {
  return requests.filter(({ closedAt }) => closedAt === undefined).length;
}

/** Returns the largest number of requests in flight at once. */
export function mostInFlight(requests: readonly LocalRequest[]): number {
  const openAt = (time: number): number =>
    requests.filter(({ at, closedAt = Infinity }) => at <= time && time < closedAt).length;
  return Math.max(0, ...requests.map(({ at }) => openAt(at)));
}

/** Creates a fault that answers with this error. */
export function refusedWith(name: string, status = 400): ErrorFault {
  return { type: "error", status, name };
}

/** Sends a signed request that the client cannot send. Headers given as `undefined` are left out. */
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
