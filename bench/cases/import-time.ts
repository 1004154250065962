import type { BenchCase } from "../bench-case.js";
import { atMost } from "../targets.js";
import type { ImportTask } from "../workers/import-worker.js";
import { Worker } from "../workers/worker.js";
import { alternate } from "./alternate.js";

const ROUNDS = 11;
const specifiers = ["athena-executors", "streaming-iterables", "rxjs"];

/** A fresh process for every import: a module is only loaded once. The files are in the cache of the system. */
export const importTime: BenchCase = {
  name: "import",
  title: "importing, when the SDK's client is loaded already",
  async run({ progress, isQuick }) {
    const times = specifiers.map((): number[] => []);
    await Promise.all(specifiers.map(imported));
    for (let round = 0; round < (isQuick ? 1 : ROUNDS); round += 1) {
      progress(`round ${round + 1}`);
      const figures = await alternate(round, specifiers, imported);
      for (const [index, ms] of figures.entries()) times[index]?.push(ms);
    }
    return {
      columns: [{ key: "ms", title: "ms", digits: 1 }],
      rows: specifiers.map((way, index) => ({ way, figures: { ms: times[index] ?? [] } })),
      targets: [atMost("importing the package, ms", times[0] ?? [], 10)],
    };
  },
};

async function imported(specifier: string): Promise<number> {
  const worker = new Worker<ImportTask, number>("import-worker");
  try {
    return await worker.ask({ specifier });
  } finally {
    await worker.end();
  }
}
