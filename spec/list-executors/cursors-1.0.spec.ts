import type { ExecutorsSummary } from "@aws-sdk/client-athena";
import { expect, it } from "vitest";
import { listExecutors, type ListExecutorsInput } from "../../lib/index.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

// Version 1.0.0 wrote these cursors. Do not remove them, because every 1.x has to resume from them. If the format
// changes, add cursors in the new format.

const SessionId = "my-session";

const executors: readonly ExecutorsSummary[] = [
  { ExecutorId: "starting", ExecutorState: "CREATING" },
  { ExecutorId: "sixth", ExecutorState: "REGISTERED", StartDateTime: 1_764_288_006_000 },
  { ExecutorId: "fifth", ExecutorState: "FAILED", StartDateTime: 1_764_288_005_000 },
  { ExecutorId: "fourth, twin", ExecutorState: "REGISTERED", StartDateTime: 1_764_288_004_000 },
  { ExecutorId: "fourth", ExecutorState: "TERMINATED", StartDateTime: 1_764_288_004_000 },
  { ExecutorId: "second", ExecutorState: "REGISTERED", StartDateTime: 1_764_288_002_000 },
  { ExecutorId: "first, größer", ExecutorState: "TERMINATED", StartDateTime: 1_764_288_001_000 },
];

/** A filter, a cursor of 1.0.0 after the executor `after`, and the ids of the remaining executors. */
interface Stored {
  readonly name: string;
  readonly filter?: ListExecutorsInput["ExecutorStateFilter"];
  readonly after: string;
  readonly cursor: string;
  readonly rest: readonly string[];
}

const stored: readonly Stored[] = [
  {
    name: "after an executor without start time",
    after: "starting",
    cursor: "2.WyJlb2t0ZGstMWF6a2d0eiIsbnVsbCxbXSxbIjd2dnQwbi0xbnduZThyIl0sZmFsc2Vd.1bhsnir-n1gwwb",
    rest: ["sixth", "fifth", "fourth, twin", "fourth", "second", "first, größer"],
  },
  {
    name: "between two executors with the same start time",
    after: "fourth, twin",
    cursor:
      "2.WyJlb2t0ZGstMWF6a2d0eiIsMTc2NDI4ODAwNDAwMCxbIjEyZ3FiemwtMTc0b3VuYyJdLFsiN3Z2dDBuLTFud25lOHIiXSxmYWxzZV0.1q1d3pw-1te8oby",
    rest: ["fourth", "second", "first, größer"],
  },
  {
    name: "after the last executor",
    after: "first, größer",
    cursor:
      "2.WyJlb2t0ZGstMWF6a2d0eiIsMTc2NDI4ODAwMTAwMCxbIjFjbjVyeXAtMXVyNHd0NiJdLFsiN3Z2dDBuLTFud25lOHIiXSxmYWxzZV0.1aoqilq-ju3ths",
    rest: [],
  },
  {
    name: "of one state",
    filter: "REGISTERED",
    after: "sixth",
    cursor: "2.WyIxYnFjcXZ1LTE5eXBtNzgiLDE3NjQyODgwMDYwMDAsWyIxcm4zNHNxLTE4Zm92NmwiXSxbXSxmYWxzZV0.1wuiw89-xihflr",
    rest: ["fourth, twin", "second"],
  },
  {
    name: "of several states",
    filter: ["FAILED", "TERMINATED"],
    after: "fifth",
    cursor:
      "2.WyJmbHgxNzItNWl0anBoIiwxNzY0Mjg4MDA1MDAwLFsiMXVnZnlxNi0xMjBzaXNiIl0sWyI3dnZ0MG4tMW53bmU4ciJdLGZhbHNlXQ.16m5ilt-1s3un4n",
    rest: ["fourth", "first, größer"],
  },
  {
    name: "of live executors",
    filter: "LIVE",
    after: "sixth",
    cursor:
      "2.WyIxd3d6Ym1nLTE2Y2YzNjQiLDE3NjQyODgwMDYwMDAsWyIxcm4zNHNxLTE4Zm92NmwiXSxbIjd2dnQwbi0xbnduZThyIl0sZmFsc2Vd.1lu3z78-1x9otaf",
    rest: ["fourth, twin", "second"],
  },
];

async function serve(): Promise<Parameters<typeof listExecutors>[0]> {
  const athena = await startedAthena({ sessions: [{ SessionId, executors, order: "as given" }] });
  return { client: clientOf(athena), throttle: false };
}

it.each(stored)("The cursor of 1.0.0 $name is valid", async ({ filter, cursor, rest }) => {
  const config = await serve();
  const list = await listExecutors({ ...config, cursor }, { SessionId, ExecutorStateFilter: filter }).toArray();
  expect(list.map(({ ExecutorId }) => ExecutorId)).toEqual(rest);
});

// A new format may replace this check, but not the one above.
it.each(stored)("The cursor $name is the same as in 1.0.0", async ({ filter, after, cursor }) => {
  const lines = listExecutors(await serve(), { SessionId, ExecutorStateFilter: filter }).withCursors();
  for await (const line of lines) if (line.executor.ExecutorId === after) expect(line.cursor).toBe(cursor);
  expect.assertions(1);
});
