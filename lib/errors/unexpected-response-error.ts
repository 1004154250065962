import { brand, isBranded } from "./brand.js";

/**
 * The service, or what stands in for it, answered with something that is no page: a list that is none, an executor
 * without an id, a token that is no string. It is thrown instead of passing off what could be read as the whole.
 */
export class UnexpectedResponseError extends Error {
  /** Always `UnexpectedResponseError`. To tell it across copies of this package, use {@link isUnexpectedResponseError}. */
  override readonly name = "UnexpectedResponseError";
  /** The operation that was answered. */
  readonly operation: string;
  /** The member that was wrong, such as `ExecutorsSummary[3].ExecutorId`; empty for the whole answer. */
  readonly member: string;
  /** What came there. Not enumerable: it may be large, or a token. */
  declare readonly received: unknown;

  constructor(operation: string, member: string, accepted: string, received: unknown) {
    const where = member === "" ? "its answer" : `\`${member}\``;
    super(
      `Expected ${operation} to return ${accepted} in ${where}, got ${kindOf(received)}. ` +
        "The answer is not one of the service's: check the client's endpoint, proxies and mocks",
    );
    this.operation = operation;
    this.member = member;
    Object.defineProperty(this, "received", { value: received, enumerable: false });
    brand(this);
  }
}

/** Whether `error` is an {@link UnexpectedResponseError}, of this copy of the package or another. */
export function isUnexpectedResponseError(error: unknown): error is UnexpectedResponseError {
  return isBranded(error, "UnexpectedResponseError");
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
