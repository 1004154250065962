/** The script of a page that uses the package. It sends its findings to the page's server. */
import { AthenaClient, InvalidRequestException, ListSessionsCommand, type ExecutorState } from "@aws-sdk/client-athena";
import { listExecutors, listWorkGroupExecutors, isCursorError, paginate, watchExecutors } from "athena-executors";

export interface Story {
  readonly listed: readonly string[];
  readonly retries: number;
  readonly resumed: readonly string[];
  readonly registered: readonly (readonly [id: string, state: ExecutorState])[];
  readonly swept: number;
  readonly sessions: readonly (string | undefined)[];
  readonly isReason: boolean;
  readonly errors: readonly string[];
  readonly changes: readonly string[];
}

export async function tellStory(endpoint: string): Promise<void> {
  const told: unknown = await live(endpoint).catch(String);
  await fetch("/told", { method: "POST", body: JSON.stringify(told) });
}

async function live(endpoint: string): Promise<Story> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ endpoint, region: "us-east-1", credentials });
  return {
    ...(await list(client)),
    ...(await others(client)),
    isReason: await abort(client),
    errors: await fail(client),
    changes: await watch(client),
  };
}

async function list(client: AthenaClient): Promise<Pick<Story, "listed" | "retries" | "resumed" | "registered">> {
  let retries = 0;
  const config = {
    client,
    pageSize: 2,
    prefetch: 2,
    retry: { throttleTimeout: 1 },
    onEvent: ({ type }: { readonly type: string }) => void (retries += type === "retry" ? 1 : 0),
  };
  const listed: string[] = [];
  let third: string | undefined;
  for await (const { executor, cursor } of listExecutors(config, { SessionId: "notebook" }).withCursors()) {
    if (listed.push(executor.ExecutorId) === 3) third = cursor;
  }
  const resumed = await listExecutors({ client, cursor: third }, { SessionId: "notebook" }).toArray();
  const filter = { SessionId: "notebook", ExecutorStateFilter: ["REGISTERED", "CREATED"] } as const;
  const registered = await listExecutors({ client }, filter).toArray();
  return {
    listed,
    retries,
    resumed: resumed.map(({ ExecutorId }) => ExecutorId),
    registered: registered.map(({ ExecutorId, ExecutorState }) => [ExecutorId, ExecutorState] as const),
  };
}

async function others(client: AthenaClient): Promise<Pick<Story, "swept" | "sessions">> {
  const WorkGroup = "primary";
  const sessions = await paginate({ client, pageSize: 1 }, ListSessionsCommand, { WorkGroup }, "Sessions").toArray();
  return {
    swept: (await listWorkGroupExecutors({ client }, { WorkGroup }).toArray()).length,
    sessions: sessions.map(({ SessionId }) => SessionId),
  };
}

/** Returns whether an abort during a request rejects with the reason of the signal. */
async function abort(client: AthenaClient): Promise<boolean> {
  const controller = new AbortController();
  const reason = { because: "the page was left" };
  const listing = listExecutors({ client, abortSignal: controller.signal }, { SessionId: "hangs" }).toArray();
  setTimeout(() => {
    controller.abort(reason);
  }, 20);
  return listing.then(
    () => false,
    (error: unknown) => error === reason,
  );
}

async function fail(client: AthenaClient): Promise<string[]> {
  const unknown: unknown = await listExecutors({ client }, { SessionId: "unknown" }).toArray().catch(String);
  const errors = [String(unknown)];
  try {
    await listExecutors({ client, startingToken: "damaged" }, { SessionId: "notebook" }).toArray();
  } catch (error) {
    if (error instanceof InvalidRequestException) errors.push(`${error.name} ${String(error.AthenaErrorCode)}`);
  }
  try {
    listExecutors({ client, cursor: "damaged" }, { SessionId: "notebook" });
  } catch (error) {
    if (isCursorError(error)) errors.push(`${error.name} ${error.reason}`);
  }
  return errors;
}

async function watch(client: AthenaClient): Promise<string[]> {
  const changes = watchExecutors({ client, pollInterval: 1 }, { SessionId: "ends" });
  const told: string[] = [];
  for await (const { executor, initial, previous } of changes) {
    told.push(`${initial ? "is" : `${String(previous)} →`} ${String(executor.ExecutorState)}`);
  }
  return told;
}
