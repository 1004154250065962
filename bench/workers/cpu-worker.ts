/**
 * Lists a session over the in-process transport, one turn at a time, and reports the CPU time. The first argument names
 * the way to list.
 */
import { inProcessClient, storedBodies } from "../service/in-process-client.js";
import { SESSION_ID } from "../service/session.js";
import { wayNamed } from "../ways/ways.js";
import { answerTasks } from "./answer-tasks.js";
import { Turns } from "./turns.js";

/** Takes the next turn of the listing. Starts a listing of this many executors if none is in progress. */
export interface CpuTask {
  readonly executors: number;
  /** Pages per turn. */
  readonly pages: number;
}

/** `undefined` until the listing is complete. */
export type CpuAnswer = ListedExecutors | undefined;

/** Number of executors, and CPU time of the process in ms, including garbage collection and compilation. */
export interface ListedExecutors {
  readonly taken: number;
  readonly cpu: number;
}

const { list, retryMode = "standard" } = wayNamed(process.argv[2]);
let listing: { readonly turns: Turns; readonly listed: Promise<ListedExecutors> } | undefined;

answerTasks(async ({ executors, pages }: CpuTask): Promise<CpuAnswer> => {
  listing ??= start(executors, pages);
  const listed = await Promise.race([listing.turns.take(), listing.listed]);
  if (listed === undefined) return undefined;
  listing = undefined;
  return listed;
});

function start(executors: number, pages: number): typeof listing & object {
  const turns = new Turns(pages);
  const client = inProcessClient(storedBodies(executors), { retryMode }, () => turns.pass());
  globalThis.gc?.();
  return { turns, listed: listAll(client) };
}

/** Measures CPU time. Waiting for a turn takes none. */
async function listAll(client: ReturnType<typeof inProcessClient>): Promise<ListedExecutors> {
  let taken = 0;
  const before = process.cpuUsage();
  await list(client, SESSION_ID, ({ ExecutorState }) => {
    if (ExecutorState !== undefined) taken += 1;
  });
  const { user, system } = process.cpuUsage(before);
  return { taken, cpu: (user + system) / 1000 };
}
