import { vi } from "vitest";

/** Resolves when the assertions hold, and fails as they do where they never will, however slow the machine is. */
export function eventually(assertions: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(assertions, { interval: 1, timeout: 20_000 });
}
