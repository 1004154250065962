/** Collected events of the process. Call `stop` before the test ends. */
export interface ProcessEvents {
  readonly reasons: readonly unknown[];
  readonly stop: () => void;
}

/** Collects unhandled rejections. Without a listener, they would end the process. */
export function unhandledRejections(): ProcessEvents {
  return collected("unhandledRejection");
}

/** Collects warnings, such as the warning of too many listeners. */
export function warnings(): ProcessEvents {
  return collected("warning");
}

function collected(event: "unhandledRejection" | "warning"): ProcessEvents {
  const reasons: unknown[] = [];
  const listener = (reason: unknown): void => {
    reasons.push(reason);
  };
  process.on(event, listener);
  return { reasons, stop: () => process.off(event, listener) };
}
