import { AthenaClient } from "@aws-sdk/client-athena";

/** Part of the SDK's message if a client lacks a middleware that a command of another version refers to. */
const MISSING_MIDDLEWARE = " is not found when adding ";

const UNKNOWN = "an unknown version";

/** Whether a call failed because its client and command come from versions of the SDK that do not fit together. */
export function isMismatch(error: unknown): error is Error {
  return error instanceof Error && error.message.includes(MISSING_MIDDLEWARE);
}

/** Makes an error that names the version of the client, and the version that this package imports. */
export async function mismatchError(cause: Error, client: object): Promise<TypeError> {
  const [theirs, ours] = await Promise.all([versionOf(() => client), versionOf(() => new AthenaClient({}))]);
  return new TypeError(
    "Expected `client` and the command to be of versions of the SDK that fit together, " +
      `got a client of ${theirs}. athena-executors imports ${ours} of @aws-sdk/client-athena. ` +
      "Run `npm ls @aws-sdk/client-athena` to find both, and install one of them",
    { cause },
  );
}

/** Returns the version that a client names to the service. The client or its parts may be mocks. */
async function versionOf(makeClient: () => object): Promise<string> {
  try {
    const { config } = makeClient() as { config: { defaultUserAgentProvider(): Promise<[string, string?][]> } };
    const agent = await config.defaultUserAgentProvider();
    const version = agent.find(([name]) => name === "aws-sdk-js")?.[1];
    return version === undefined ? UNKNOWN : `version ${version}`;
  } catch {
    return UNKNOWN;
  }
}
