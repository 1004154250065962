// Errors of the service are recognized by name: another copy of the SDK has other classes. Messages are not part of any
// contract.

/** Whether the service refused a request, for example because of an expired token. */
export function isInvalidRequest(error: unknown): boolean {
  return nameOf(error) === "InvalidRequestException";
}

/** Whether a session may be unknown to the service. Either error counts, as the real one is undocumented. */
export function isUnknownSession(error: unknown): boolean {
  return isInvalidRequest(error) || nameOf(error) === "ResourceNotFoundException";
}

function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}
