// Runs random scenarios against `listExecutors`, such as 100 000 with `npm run fuzz -- --runs 100000`. A scenario that
// fails is shrunk and printed with the command that repeats it, such as `npm run fuzz -- --seed 1 --path 2:3`.
import { parseArgs } from "node:util";
import fc from "fast-check";
import { play } from "../spec/properties/play.js";
import { scenarios } from "../spec/properties/scenario.js";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    path: { type: "string", default: "" },
  },
});
const [numRuns, seed] = [Number(values.runs), Number(values.seed)];
const { path } = values;

console.log(`${numRuns} scenarios, --seed ${seed}`);
const result = await fc.check(fc.asyncProperty(scenarios, play), { numRuns, seed, path });
if (result.failed) {
  console.error(await fc.asyncDefaultReportMessage(result));
  console.error(result.errorInstance);
  console.error(`Repeat it with npm run fuzz -- --seed ${result.seed} --path ${result.counterexamplePath ?? ""}`);
  process.exitCode = 1;
} else {
  console.log(`All ${result.numRuns} scenarios passed`);
}
