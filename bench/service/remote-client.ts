import { AthenaClient, type AthenaClientConfig } from "@aws-sdk/client-athena";

/** Creates a client of an embedded endpoint in another process. */
export function remoteClient(endpoint: string, config: AthenaClientConfig = {}): AthenaClient {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return new AthenaClient({ ...config, endpoint, region: "us-east-1", credentials });
}
