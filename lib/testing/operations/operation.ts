import type { Paging } from "../paging/paging.js";
import type { LocalRequest } from "../server/request-log.js";
import type { SessionStore } from "../sessions/session-store.js";
import { readInput, type InputOf, type InputShape } from "./input.js";

/** State that operations read. */
export interface OperationContext {
  readonly sessions: SessionStore;
  readonly paging: Paging;
  /** True if `ExecutorStateFilter` is ignored. */
  readonly ignoreStateFilter: boolean;
}

/** An operation: returns the output for the wire, or throws a `ServiceError`. */
export type Operation = (request: LocalRequest, context: OperationContext) => object;

/** Defines an operation whose input is validated first. `at` is the arrival time of the request in ms. */
export function defineOperation<const S extends InputShape>(
  shape: S,
  run: (input: InputOf<S>, context: OperationContext, at: number) => object,
): Operation {
  return ({ input, at }, context) => run(readInput(shape, input), context, at);
}
