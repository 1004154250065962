/**
 * Lists a session of the in-process transport in the way that it was started with, a turn at a time, and tells the CPU
 * time that it took.
 */
import { inProcessClient, storedBodies } from "../service/in-process-client.js";
import { SESSION_ID } from "../service/session.js";
import { wayNamed } from "../ways/ways.js";
import { answerTasks } from "./answer-tasks.js";
import { Turns } from "./turns.js";

/** Takes the next turn; where there is no listing under way, it starts one of so many executors. */
export interface CpuTask {
  readonly executors: number;
  /** How many pages are a turn. */
  readonly pages: number;
}

/** `undefined` while the listing goes on. */
export type CpuAnswer = ListedExecutors | undefined;

/** How many executors were taken, and the CPU time of the whole process, in ms: collecting and compiling included. */
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

/** What waits for its turn takes no CPU time. */
async function listAll(client: ReturnType<typeof inProcessClient>): Promise<ListedExecutors> {
  let taken = 0;
  const before = process.cpuUsage();
  await list(client, SESSION_ID, ({ ExecutorState }) => {
    if (ExecutorState !== undefined) taken += 1;
  });
  const { user, system } = process.cpuUsage(before);
  return { taken, cpu: (user + system) / 1000 };
}
