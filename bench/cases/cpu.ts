import type { BenchCase, Measured, Row } from "../bench-case.js";
import { ratios } from "../statistics.js";
import { atMost } from "../targets.js";
import { handWritten } from "../ways/hand-written.js";
import { items, pages } from "../ways/this-package.js";
import type { Way } from "../ways/way.js";
import { ways } from "../ways/ways.js";
import type { CpuAnswer, CpuTask } from "../workers/cpu-worker.js";
import { Worker } from "../workers/worker.js";

const EXECUTORS = 100_000;
/** How often all processes are started anew: where code and data happen to lie in memory makes some of the difference. */
const STARTS = 3;
const ROUNDS_PER_START = 2;
const WARM_UP = 20_000; // executors
const PAGES_A_TURN = 50;

/** The loop against itself shows what differences this bench cannot tell from noise. */
const control: Way = { ...handWritten, name: `${handWritten.name}, again` };
const compared = [handWritten, control, ...ways.filter((way) => way !== handWritten)];

interface Runner {
  readonly way: Way;
  readonly worker: Worker<CpuTask, CpuAnswer>;
  readonly cpu: number[];
}

/** CPU of listing, where the SDK's own send is most of the time. A process for each way: they share no compiled code. */
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
 * All list at the same time, a few pages each in turn: whatever slows the machine down for a while slows down all. The
 * order is always the same: whoever had two turns in a row would find the caches warm.
 */
async function listTogether(runners: readonly Runner[], executors: number): Promise<number[]> {
  for (;;) {
    const answers: CpuAnswer[] = [];
    for (const { worker } of runners) answers.push(await worker.ask({ executors, pages: PAGES_A_TURN }));
    const listed = answers.filter((answer) => answer !== undefined);
    if (listed.length === 0) continue;
    if (listed.some(({ taken }) => taken !== executors) || listed.length < runners.length)
      throw new Error(`Not everybody took all of ${executors} executors`);
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
      atMost(`CPU of the pages view, × the ${handWritten.name}`, ratiosOf(pages), 1.2),
    ],
  };
}
