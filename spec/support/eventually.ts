import { vi } from "vitest";

/** Waits until the assertions hold. If they never do, rejects with their last failure. */
export function eventually(assertions: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(assertions, { interval: 1, timeout: 20_000 });
}
