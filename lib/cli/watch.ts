import type { Arguments } from "./arguments.js";
export async function watch(options: Arguments, signal: AbortSignal): Promise<void> {
  await Promise.resolve([options, signal]);
}
