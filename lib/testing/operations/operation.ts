import { readInput } from "../input/read-input.js";
import type { InputOf, InputShape } from "../input/input-shape.js";
import type { SessionStore } from "../sessions/session-store.js";

/** What operations work on. */
export interface OperationContext {
  readonly sessions: SessionStore;
  readonly tokenOnFullPage: boolean;
}

/** One operation of the service: takes the parsed body, gives the output for the wire or throws a `ServiceError`. */
export type Operation = (body: unknown, context: OperationContext) => object;

/** An operation that sees its input only after it was validated as the service does. */
export function defineOperation<const S extends InputShape>(
  shape: S,
  run: (input: InputOf<S>, context: OperationContext) => object,
): Operation {
  return (body, context) => run(readInput(shape, body), context);
}
