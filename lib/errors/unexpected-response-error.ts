import { brand, isBranded } from "./brand.js";

const CHECK_THE_SENDER = "Check the client's endpoint, proxies and mocks";

/**
 * The answer is not a page that can be read whole: its list is not an array, an executor has no id, its token is not a
 * string. With `paginate` also: the answer shows a next page that the configured token does not lead to. It is thrown
 * so that a part of a listing never looks like the whole.
 */
export class UnexpectedResponseError extends Error {
  /** Always `UnexpectedResponseError`. Across copies of this package, use {@link isUnexpectedResponseError}. */
  override readonly name = "UnexpectedResponseError";
  /** The operation that was answered. */
  readonly operation: string;
  /** The member that was wrong, such as `ExecutorsSummary[3].ExecutorId`; empty for the whole answer. */
  readonly member: string;
  /** The value of the member. Not enumerable: it may be large, or a token. */
  declare readonly received: unknown;

  constructor(operation: string, member: string, accepted: string, received: unknown, advice = CHECK_THE_SENDER) {
    const where = member === "" ? "its answer" : `\`${member}\``;
    super(`Expected ${operation} to return ${accepted} in ${where}, got ${kindOf(received)}. ${advice}`);
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
  if (value === null || value === undefined || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
