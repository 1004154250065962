import fc from "fast-check";
import { it } from "vitest";
import { numberOfRuns } from "../support/number-of-runs.js";
import { play } from "./play.js";
import { scenarios } from "./scenario.js";

it("listExecutors yields each executor once in random scenarios", async () => {
  await fc.assert(fc.asyncProperty(scenarios, play), { numRuns: numberOfRuns(1500), seed: 1 });
});
