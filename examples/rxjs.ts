/** RxJS: `from()` accepts a paginator. Counts the workers of a session by state. */
import { listExecutors } from "athena-executors";
import { count, filter, from, groupBy, lastValueFrom, map, mergeMap, toArray } from "rxjs";
import { connect } from "./support/connect.js";
import { printTable } from "./support/table.js";

await connect("Counts the workers of a session by state, with RxJS.", async ({ client, onEvent, SessionId }) => {
  const rows = from(listExecutors({ client, onEvent }, { SessionId })).pipe(
    filter(({ ExecutorType }) => ExecutorType === "WORKER"),
    groupBy(({ ExecutorState = "-" }) => ExecutorState),
    mergeMap((workers) =>
      workers.pipe(
        count(),
        map((number) => [workers.key, String(number)]),
      ),
    ),
    toArray(),
  );
  printTable(["STATE", ">WORKERS"], await lastValueFrom(rows));
});
