import { linkedSignal } from "./abort/linked-signal.js";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.js";
import type { CallOptions } from "./middleware/call-options.js";
import { sendCommand, type Call } from "./middleware/send-command.js";

/** One call of an iteration. */
export interface IterationCall extends Omit<Call, "signal"> {
  /** Any of them stops it: the caller's own, and the one that tells that the consumer has left. */
  readonly signals: readonly (AbortSignal | undefined)[];
}

/** Sends a command and proves that the answer is an object: a mock that was told nothing answers `undefined`. */
export async function fetchOutput(options: CallOptions, call: IterationCall): Promise<object> {
  const { command, operation, signals, reporter } = call;
  const { signal, release } = linkedSignal(...signals);
  try {
    const output = await sendCommand(options, { command, operation, signal, reporter });
    if (typeof output === "object" && output !== null) return output;
    throw new UnexpectedResponseError(operation(), "", "an object", output);
  } finally {
    release();
  }
}
