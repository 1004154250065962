/** Lists sessions over the in-process transport and measures CPU time and memory. */
import { freshBodies, inProcessClient } from "../service/in-process-client.js";
import { SESSION_ID } from "../service/session.js";
import { wayNamed } from "../ways/ways.js";
import { answerTasks } from "./answer-tasks.js";

/** The number of executors in a session, and how often to list it. */
export interface MillionTask {
  readonly executors: number;
  readonly times: number;
}

/** CPU time per executor in µs, and the largest of ten heap sizes after garbage collection, in MB. */
export interface MillionAnswer {
  readonly taken: number;
  readonly cpu: number;
  readonly heap: number;
}

const LOOKS = 10;
const { list } = wayNamed(process.argv[2]);

answerTasks(async ({ executors, times }: MillionTask): Promise<MillionAnswer> => {
  const client = inProcessClient(freshBodies(executors));
  const total = executors * times;
  let [taken, heap, collecting] = [0, 0, 0];
  const look = (): void => {
    const before = cpuTime();
    globalThis.gc?.();
    heap = Math.max(heap, process.memoryUsage().heapUsed / 1e6);
    collecting += cpuTime() - before;
  };
  const before = cpuTime();
  for (let time = 0; time < times; time += 1)
    await list(client, SESSION_ID, () => {
      taken += 1;
      if (taken % (total / LOOKS) === 0) look();
    });
  return { taken, cpu: (cpuTime() - before - collecting) / taken, heap };
});

/** Returns the CPU time of the process in µs. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
