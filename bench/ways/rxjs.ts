import { concatMap, from, ignoreElements, lastValueFrom, type Observable } from "rxjs";
import type { AthenaClient, ExecutorsSummary } from "@aws-sdk/client-athena";
import { handWrittenPages } from "./hand-written.js";
import type { Rest, Take, Way } from "./way.js";
import { PAGE_SIZE } from "../service/session.js";

export const rxjs: Way = {
  name: "loop + RxJS",
  async list(client, SessionId, take, rest) {
    const executors = executorsOf(client, SessionId);
    if (rest === undefined) await executors.forEach(take);
    else await takeResting(executors, take, rest);
  },
};

function executorsOf(client: AthenaClient, SessionId: string): Observable<ExecutorsSummary> {
  return from(handWrittenPages(client, SessionId)).pipe(concatMap(({ ExecutorsSummary = [] }) => ExecutorsSummary));
}

/** RxJS has no backpressure, so pages are buffered while the consumer is busy. */
async function takeResting(executors: Observable<ExecutorsSummary>, take: Take, rest: Rest): Promise<void> {
  const taken = executors.pipe(
    concatMap(async (executor, index) => {
      take(executor);
      if ((index + 1) % PAGE_SIZE === 0) await rest();
    }),
    ignoreElements(),
  );
  await lastValueFrom(taken, { defaultValue: undefined });
}
