/** `watchExecutors()` with `AbortSignal.timeout()`: waits until a session has enough registered executors. */
import { watchExecutors } from "athena-executors";
import { connectToLivingSession } from "./support/connect.js";
import { plural } from "./support/plural.js";
import { positiveNumber } from "./support/positive-number.js";

await connectToLivingSession(
  "Waits until a session has a number of registered executors.",
  async ({ client, onEvent, SessionId, pollInterval, values }) => {
    const wanted = positiveNumber("count", values["count"], 10);
    const seconds = positiveNumber("timeout", values["timeout"], 60);
    const abortSignal = AbortSignal.timeout(seconds * 1000);
    const registered = new Set<string>();
    const config = { client, onEvent, pollInterval, abortSignal };
    try {
      for await (const { executor } of watchExecutors(config, { SessionId })) {
        if (executor.ExecutorState === "REGISTERED") registered.add(executor.ExecutorId);
        else registered.delete(executor.ExecutorId);
        if (registered.size < wanted) continue;
        console.log(`${plural(registered.size, "executor")} registered.`);
        return;
      }
    } catch (error) {
      if (error !== abortSignal.reason) throw error;
      throw new Error(
        `After ${seconds} s, ${registered.size} of ${plural(wanted, "executor")} registered: --timeout <seconds> waits longer.`,
      );
    }
    throw new Error(`The session ended before it had ${plural(wanted, "registered executor")}.`);
  },
  { count: "the number of executors; default: 10", timeout: "the maximum wait in seconds; default: 60" },
);
