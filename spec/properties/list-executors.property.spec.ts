import fc from "fast-check";
import { it } from "vitest";
import { numberOfRuns } from "../support/number-of-runs.js";
import { play } from "./play.js";
import { scenarios } from "./scenario.js";

it("delivers every executor exactly once, whatever befalls the session, its pages and its readers", async () => {
  await fc.assert(fc.asyncProperty(scenarios, play), { numRuns: numberOfRuns(1500), seed: 1 });
});
