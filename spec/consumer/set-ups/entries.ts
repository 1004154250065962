// An application that uses types and functions of all three entry points.
import { createThrottle, isCursorError, type ExecutorSummary, type Throttle } from "athena-executors";
import { isThrottleUnavailableError, redisThrottle } from "athena-executors/redis";
import { startLocalAthena, type LocalAthena } from "athena-executors/testing";

const throttle: Throttle = createThrottle({ limit: 5, interval: 1000 });
const executor: ExecutorSummary<"CREATED"> = { ExecutorId: "one", ExecutorState: "CREATED" };

async function main(): Promise<void> {
  const server: LocalAthena = await startLocalAthena({ sessions: [{ SessionId: "one", executors: [executor] }] });
  await throttle.acquire();
  await server.close();
  if (isCursorError(new Error()) || isThrottleUnavailableError(new Error()))
    throw new Error("Expected the guards to reject other errors.");
  console.log(typeof redisThrottle);
}

void main();
