// Where the CPU time of listing 100 000 executors goes, by way: `npm run bench:profile -- "athena-executors, items"`.
import { Session } from "node:inspector/promises";
import { inProcessClient, storedBodies } from "../service/in-process-client.js";
import { SESSION_ID } from "../service/session.js";
import type { Way } from "../ways/way.js";
import { wayNamed, ways } from "../ways/ways.js";
import { partOf } from "./part-of.js";
import { type SelfTime, selfTimes } from "./self-times.js";

const EXECUTORS = 100_000;
const TOP = 12;
const client = inProcessClient(storedBodies(EXECUTORS));
const names = process.argv.slice(2);

for (const way of names.length === 0 ? ways : names.map(wayNamed)) {
  const times = await profiled(way);
  console.log(`\n${way.name}, µs per executor`);
  print(sumBy(times, partOf));
  console.log("of these, the most:");
  const places = sumBy(times, ({ name, url }) => `${name || "(anonymous)"} ${url.split("/").slice(-3).join("/")}`);
  print(places.slice(0, TOP));
}

async function profiled({ list }: Way): Promise<readonly SelfTime[]> {
  const session = new Session();
  session.connect();
  await list(client, SESSION_ID, () => undefined);
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
  await list(client, SESSION_ID, () => undefined);
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  return selfTimes(profile);
}

/** In µs, the greatest first. */
function sumBy(times: readonly SelfTime[], keyOf: (time: SelfTime) => string): [key: string, sum: number][] {
  const sums = new Map<string, number>();
  for (const one of times) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0) + one.time);
  return [...sums].sort(([, one], [, other]) => other - one);
}

function print(sums: readonly (readonly [key: string, sum: number])[]): void {
  for (const [key, sum] of sums) console.log(`  ${(sum / EXECUTORS).toFixed(2).padStart(6)}  ${key}`);
}
