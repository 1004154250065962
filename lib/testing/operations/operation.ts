import type { Paging } from "../paging/paging.js";
import type { LocalRequest } from "../server/request-log.js";
import type { SessionStore } from "../sessions/session-store.js";
import { readInput, type InputOf, type InputShape } from "./input.js";

/** What operations work on. */
export interface OperationContext {
  readonly sessions: SessionStore;
  readonly paging: Paging;
  /** Whether a filter by executor state is not applied. */
  readonly ignoreStateFilter: boolean;
}

/** One operation of the service: takes a request, gives the output for the wire or throws a `ServiceError`. */
export type Operation = (request: LocalRequest, context: OperationContext) => object;

/** An operation that sees its input only after it was validated as the service does, and when it arrived, in ms. */
export function defineOperation<const S extends InputShape>(
  shape: S,
  run: (input: InputOf<S>, context: OperationContext, at: number) => object,
): Operation {
  return ({ input, at }, context) => run(readInput(shape, input), context, at);
}
