import type { BenchCase } from "../bench-case.js";
import { atMost } from "../targets.js";
import type { ImportTask } from "../workers/import-worker.js";
import { Worker } from "../workers/worker.js";

const ROUNDS = 9;

/** Starts a process for each import, because a process loads a module only once. The system has cached the files. */
export const importTime: BenchCase = {
  name: "import",
  title: "importing, when the SDK's client is loaded already",
  async run({ progress, isQuick }) {
    const times: number[] = [];
    await imported();
    for (let round = 0; round < (isQuick ? 1 : ROUNDS); round += 1) {
      progress(`round ${round + 1}`);
      times.push(await imported());
    }
    return {
      columns: [{ key: "ms", title: "ms", digits: 1 }],
      rows: [{ way: "athena-executors", figures: { ms: times } }],
      targets: [atMost("importing the package, ms", times, 15)],
    };
  },
};

async function imported(): Promise<number> {
  const worker = new Worker<ImportTask, number>("import-worker");
  try {
    return await worker.ask({ specifier: "athena-executors" });
  } finally {
    await worker.end();
  }
}
