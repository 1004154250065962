import { AthenaClient } from "@aws-sdk/client-athena";

import { startLocalAthena, type LocalAthenaOptions } from "../testing/index.js";
import type { Arguments } from "./arguments.js";

/**
 * Runs a verb with a client: of the service, or of an embedded endpoint with `--demo`. Whatever happens, client and
 * endpoint are closed.
 *
 * @param demo - creates the options of the embedded endpoint.
 */
export async function withClient<Result>(
  options: Arguments,
  demo: () => LocalAthenaOptions,
  use: (client: AthenaClient) => Promise<Result>,
): Promise<Result> {
  if (!options.isDemo) return useAndDestroy(clientOf(options), use);
  const athena = await startLocalAthena({ keepRequests: 0, ...demo() });
  try {
    return await useAndDestroy(clientOf({ endpointUrl: athena.url, region: "us-east-1" }, LOCAL_CREDENTIALS), use);
  } finally {
    await athena.close();
  }
}

const LOCAL_CREDENTIALS = { credentials: { accessKeyId: "local", secretAccessKey: "local" } };

async function useAndDestroy<Result>(
  client: AthenaClient,
  use: (client: AthenaClient) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

function clientOf(
  { region, profile, endpointUrl }: Pick<Arguments, "region" | "profile" | "endpointUrl">,
  further: { readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } } = {},
): AthenaClient {
  const client = new AthenaClient({
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpointUrl !== undefined && { endpoint: endpointUrl }),
    ...further,
  });
  hideTokens(client);
  return client;
}

/** The service echoes a token that it refuses. Its message is shown, the token is not. */
function hideTokens({ middlewareStack }: AthenaClient): void {
  middlewareStack.add(
    (next) => async (call) => {
      try {
        return await next(call);
      } catch (error) {
        const { NextToken } = call.input as { NextToken?: string };
        if (error instanceof Error && NextToken) error.message = error.message.replaceAll(NextToken, "…");
        throw error;
      }
    },
    { step: "deserialize", priority: "high", name: "athenaExecutorsHideTokens" },
  );
}
