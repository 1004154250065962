import { checkArray, checkObject } from "../../checks/checks.js";
import type { LocalExecutor } from "./local-executor.js";

export function checkExecutors(name: string, executors: readonly LocalExecutor[]): void {
  checkArray(name, executors);
  executors.forEach((executor, index) => {
    checkObject(`${name}[${index}]`, executor);
  });
}
