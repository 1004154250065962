// Plays random scenarios against listExecutors: `npm run fuzz -- --runs 100000`. A scenario that breaks a promise is
// printed, as small as it can be made, with what repeats it: `npm run fuzz -- --seed 1 --path 2:3`.
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
  console.error(`Again: npm run fuzz -- --seed ${result.seed} --path ${result.counterexamplePath ?? ""}`);
  process.exitCode = 1;
} else {
  console.log(`${result.numRuns} kept every promise`);
}
