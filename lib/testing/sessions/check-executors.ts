import { checkObject } from "../../checks/checks.js";
import { checkArray } from "../check-array.js";
import type { LocalExecutor } from "./local-executor.js";

export function checkExecutors(name: string, executors: readonly LocalExecutor[]): void {
  checkArray(name, executors);
  executors.forEach((executor, index) => {
    checkObject(`${name}[${index}]`, executor);
  });
}
