import { AthenaClient } from "@aws-sdk/client-athena";
import { onTestFinished } from "vitest";

import { startLocalAthena, type LocalAthena, type LocalAthenaOptions } from "../../lib/testing/index.js";

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
