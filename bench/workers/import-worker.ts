/** Imports the SDK's client, and then what it is asked to: tells how long the second took, in ms. */
import "@aws-sdk/client-athena";
import { answerTasks } from "./answer-tasks.js";

/** A module's name. */
export interface ImportTask {
  readonly specifier: string;
}

answerTasks(async ({ specifier }: ImportTask): Promise<number> => {
  const start = performance.now();
  await import(specifier);
  return performance.now() - start;
});
