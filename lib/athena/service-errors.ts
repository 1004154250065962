// Errors of the service are told by their names: another copy of the SDK has classes of its own. Their texts are not
// read, as they are not part of any contract.

/** What the service says, among other things, to a token that it does not take (any more). */
export function isInvalidRequest(error: unknown): boolean {
  return nameOf(error) === "InvalidRequestException";
}

/** Whether a session may be unknown to the service. What the real one says then is not known: both are accepted. */
export function isUnknownSession(error: unknown): boolean {
  return isInvalidRequest(error) || nameOf(error) === "ResourceNotFoundException";
}

function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}
