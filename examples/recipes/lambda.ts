/** A Lambda function that lists a long session in several invocations, in a loop of Step Functions. */
import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors } from "athena-executors";

const client = new AthenaClient({});
const RESERVE = 5000; // ms: time to write a page and to return

/** The state between two invocations. It is both the input and the output of the function. */
export interface Progress {
  readonly SessionId: string;
  readonly cursor?: string;
  readonly isDone?: boolean;
}

/** Lists until there is no time left, and returns where to resume. Run it until `isDone`. */
export async function handler(
  { SessionId, cursor }: Progress,
  context: { getRemainingTimeInMillis(): number },
): Promise<Progress> {
  const abortSignal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVE));
  let reached = cursor;
  try {
    for await (const page of listExecutors({ client, abortSignal, cursor }, { SessionId }).pages()) {
      for (const executor of page.ExecutorsSummary) console.log(JSON.stringify(executor));
      reached = page.cursor;
    }
    return { SessionId, isDone: true };
  } catch (error) {
    if (error !== abortSignal.reason) throw error;
    return { SessionId, isDone: false, ...(reached !== undefined && { cursor: reached }) };
  }
}
