import type { Arguments } from "./arguments.js";
export async function timeline(options: Arguments, signal: AbortSignal): Promise<void> {
  await Promise.resolve([options, signal]);
}
