import type { BenchCase, Measured } from "../bench-case.js";
import { ratios } from "../statistics.js";
import { atMost } from "../targets.js";
import { items } from "../ways/this-package.js";
import type { MillionAnswer, MillionTask } from "../workers/million-worker.js";
import { Worker } from "../workers/worker.js";
import { alternate } from "./alternate.js";

const MILLION = 1_000_000;
const FEW = 10_000;
const ROUNDS = 1;
/** Both tasks list a million executors in total. Only the length of a listing differs. */
const tasks: readonly MillionTask[] = [
  { executors: FEW, times: MILLION / FEW },
  { executors: MILLION, times: 1 },
];

/** Checks that a long listing needs no more time per executor and hardly more memory than short ones. */
export const million: BenchCase = {
  name: "million",
  title: "1 000 000 executors, items view, in-process transport",
  async run({ progress, isQuick }) {
    const worker = new Worker<MillionTask, MillionAnswer>("million-worker", items.name);
    try {
      await worker.ask({ executors: FEW, times: 5 });
      const rounds: MillionAnswer[][] = [];
      for (let round = 0; round < (isQuick ? 1 : ROUNDS); round += 1) {
        progress(`round ${round + 1}`);
        rounds.push(await alternate(round, tasks, (task) => worker.ask(task)));
      }
      return measured(rounds);
    } finally {
      await worker.end();
    }
  },
};

function measured(rounds: readonly (readonly MillionAnswer[])[]): Measured {
  const of = (task: number, figure: keyof MillionAnswer): number[] =>
    rounds.map((answers) => answers[task]?.[figure] ?? NaN);
  const growth = rounds.map(([few, many]) => (many?.heap ?? NaN) - (few?.heap ?? NaN));
  return {
    columns: [
      { key: "cpu", title: "µs of CPU per executor", digits: 2 },
      { key: "heap", title: "MB of heap", digits: 2 },
    ],
    rows: [
      { way: "100 sessions of 10 000", figures: { cpu: of(0, "cpu"), heap: of(0, "heap") } },
      { way: "1 session of 1 000 000", figures: { cpu: of(1, "cpu"), heap: of(1, "heap") } },
    ],
    targets: [
      atMost("a million: MB of heap more than at 10 000", growth, 10),
      atMost("a million: time per executor, × that at 10 000", ratios(of(1, "cpu"), of(0, "cpu")), 1.1),
    ],
  };
}
