import type { SelfTime } from "./self-times.js";

const parts: readonly (readonly [part: string, path: RegExp])[] = [
  ["bench: transport and consumer", /\/bench\//],
  ["athena-executors", /\/dist\/(?!.*node_modules)/],
  ["p-retry and p-throttle", /\/node_modules\/(p-retry|p-throttle|is-network-error)\//],
  ["streaming-iterables", /\/node_modules\/streaming-iterables\//],
  ["RxJS", /\/node_modules\/rxjs\//],
  ["SDK", /\/node_modules\/(@aws-sdk|@smithy|@aws-crypto|@aws)\//],
  ["Node", /^node:/],
];

/** Whose time it is, by where the function comes from. */
export function partOf({ name, url }: SelfTime): string {
  const path = url.replace(/^.*(?=\/node_modules\/)/, "");
  const part = parts.find(([, pattern]) => pattern.test(path))?.[0];
  if (part !== undefined) return part;
  if (name === "(garbage collector)") return "collecting garbage";
  return name === "(idle)" ? "idle" : "V8 and built-ins";
}
