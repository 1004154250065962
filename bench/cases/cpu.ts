import type { BenchCase, Measured, Row } from "../bench-case.js";
import { ratios } from "../statistics.js";
import { atMost } from "../targets.js";
import { handWritten } from "../ways/hand-written.js";
import { readable } from "../ways/readable.js";
import { sdkAdaptive } from "../ways/sdk-paginator.js";
import { items, pages } from "../ways/this-package.js";
import type { Way } from "../ways/way.js";
import { ways } from "../ways/ways.js";
import type { CpuAnswer, CpuTask } from "../workers/cpu-worker.js";
import { Worker } from "../workers/worker.js";

const EXECUTORS = 100_000;
/** How often all processes are started. The layout of memory differs at each start and affects the CPU time. */
const STARTS = 2;
const ROUNDS_PER_START = 2;
const WARM_UP = 20_000; // executors
const PAGES_A_TURN = 50;

/** Runs the loop a second time. Differences as small as the one between the two loops are noise. */
const control: Way = { ...handWritten, name: `${handWritten.name}, again` };
const compared = [handWritten, control, ...ways.filter((way) => way !== handWritten && way !== sdkAdaptive)];

interface Runner {
  readonly way: Way;
  readonly worker: Worker<CpuTask, CpuAnswer>;
  readonly cpu: number[];
}

/** CPU time of listing, most of it in the SDK's `send`. Each way has its own process, so none shares compiled code. */
export const cpu: BenchCase = {
  name: "cpu",
  title: "CPU of listing 100 000 executors, in-process transport",
  async run({ progress, isQuick }) {
    const figures = new Map(compared.map((way): [Way, number[]] => [way, []]));
    const [starts, rounds] = isQuick ? [1, 1] : [STARTS, ROUNDS_PER_START];
    for (let start = 1; start <= starts; start += 1) {
      progress(`start ${start} of ${starts}, ${rounds} rounds each`);
      await runOnce(figures, rounds);
    }
    return measured(figures);
  },
};

async function runOnce(figures: ReadonlyMap<Way, number[]>, rounds: number): Promise<void> {
  const runners = [...figures].map(([way, cpu]): Runner => ({ way, cpu, worker: startWorker(way) }));
  try {
    await listTogether(runners, WARM_UP);
    for (let round = 0; round < rounds; round += 1) {
      const listed = await listTogether(runners, EXECUTORS);
      for (const [index, cpu] of listed.entries()) runners[index]?.cpu.push(cpu);
    }
  } finally {
    for (const { worker } of runners) await worker.end();
  }
}

function startWorker(way: Way): Worker<CpuTask, CpuAnswer> {
  return new Worker("cpu-worker", way === control ? handWritten.name : way.name);
}

/**
 * Runs all processes in turns of a few pages, so that a slow moment of the machine slows all of them. The order of the
 * turns never changes, because a process with two turns in a row would find warm caches.
 */
async function listTogether(runners: readonly Runner[], executors: number): Promise<number[]> {
  for (;;) {
    const answers: CpuAnswer[] = [];
    for (const { worker } of runners) answers.push(await worker.ask({ executors, pages: PAGES_A_TURN }));
    const listed = answers.filter((answer) => answer !== undefined);
    if (listed.length === 0) continue;
    if (listed.some(({ taken }) => taken !== executors) || listed.length < runners.length)
      throw new Error(`Expected every way to list ${executors} executors`);
    return listed.map(({ cpu }) => cpu);
  }
}

function measured(figures: ReadonlyMap<Way, number[]>): Measured {
  const ratiosOf = (way: Way): number[] => ratios(figures.get(way) ?? [], figures.get(handWritten) ?? []);
  const rows = compared.map((way): Row => {
    const perExecutor = (figures.get(way) ?? []).map((ms) => (ms * 1000) / EXECUTORS);
    return { way: way.name, figures: { perExecutor, ratio: ratiosOf(way) } };
  });
  return {
    columns: [
      { key: "perExecutor", title: "µs per executor", digits: 2 },
      { key: "ratio", title: "× the loop", digits: 3 },
    ],
    rows,
    targets: [
      atMost(`CPU of the items view, × the ${handWritten.name}`, ratiosOf(items), 1.2),
      atMost(
        `CPU of the items view, × the ${readable.name}`,
        ratios(figures.get(items) ?? [], figures.get(readable) ?? []),
        1,
      ),
      atMost(`CPU of the pages view, × the ${handWritten.name}`, ratiosOf(pages), 1.2),
    ],
  };
}
