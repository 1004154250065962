import { AthenaClient, type AthenaClientConfig } from "@aws-sdk/client-athena";

/** A request of a client that has no sockets. */
export interface SocketlessRequest {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** The real client, but for sockets and signatures: a property plays thousands of listings. */
export function socketlessClient(
  handle: (request: SocketlessRequest, options?: { abortSignal?: AbortSignal }) => Promise<object>,
): AthenaClient {
  const config = {
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    signer: { sign: (request: object) => Promise.resolve(request) },
    requestHandler: { handle },
  };
  return new AthenaClient(config as unknown as AthenaClientConfig);
}
