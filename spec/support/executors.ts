import type { ExecutorState } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../../lib/index.js";

const NEWEST = 1_700_000_000;

/** Creates executor number n. Each number starts one second after the one before. */
export function executor(number: number, state: ExecutorState = "REGISTERED"): ExecutorSummary {
  return {
    ExecutorId: `executor-${String(number)}`,
    ExecutorType: "WORKER",
    ExecutorState: state,
    ExecutorSize: 1,
    StartDateTime: NEWEST + number,
  };
}

/** Creates the executors with the numbers from `newest` down to `oldest`, newest first. */
export function executors(newest: number, oldest = 1): ExecutorSummary[] {
  return Array.from({ length: newest - oldest + 1 }, (_, index) => executor(newest - index));
}

/** Creates ended executors with the numbers from `newest` down to `oldest`. */
export function ended(newest: number, oldest: number): ExecutorSummary[] {
  return executors(newest, oldest).map((one) => ({ ...one, ExecutorState: "TERMINATED" }));
}

/** Returns the ids of executors. */
export function ids(list: readonly { ExecutorId?: string | undefined }[] = []): (string | undefined)[] {
  return list.map(({ ExecutorId }) => ExecutorId);
}

/** Returns the numbers of executors, for short assertions. */
export function numbers(list: readonly { ExecutorId?: string | undefined }[]): number[] {
  return list.map(({ ExecutorId }) => Number(ExecutorId?.slice("executor-".length)));
}

/** Collects all values of an iteration. */
export async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}
