import type { Profiler } from "node:inspector";

/** A function of the profile and the time that was spent in it itself, in µs. */
export interface SelfTime {
  readonly name: string;
  readonly url: string;
  readonly time: number;
}

/** What the samples of a CPU profile add up to. */
export function selfTimes({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): SelfTime[] {
  const times = new Map<number, number>();
  for (const [index, id] of samples.entries()) times.set(id, (times.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  return nodes.map(({ id, callFrame }) => ({
    name: callFrame.functionName,
    url: callFrame.url,
    time: times.get(id) ?? 0,
  }));
}
