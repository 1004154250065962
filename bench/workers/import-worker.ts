/** Imports the SDK's client, and then a given module. Answers with the time of the second import in ms. */
import "@aws-sdk/client-athena";
import { answerTasks } from "./answer-tasks.js";

/** The module to import. */
export interface ImportTask {
  readonly specifier: string;
}

answerTasks(async ({ specifier }: ImportTask): Promise<number> => {
  const start = performance.now();
  await import(specifier);
  return performance.now() - start;
});
