/** Creates a signal that aborts when the process is terminated or the reader of its output has left. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stopOn = (signal: NodeJS.Signals, exitCode: number): void => {
    process.once(signal, () => {
      process.exitCode = exitCode;
      controller.abort();
    });
  };
  stopOn("SIGHUP", 129);
  stopOn("SIGINT", 130);
  stopOn("SIGTERM", 143);
  process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code !== "EPIPE") {
      console.error(`Cannot write the output: ${message}`);
      process.exitCode = 1;
    }
    controller.abort();
  });
  return controller.signal;
}
