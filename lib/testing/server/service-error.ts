/**
 * An error as the service answers it. The bodies and their keys are those that others measured on sibling operations of
 * Amazon Athena; see the factory functions for what is not known.
 */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

export function invalidRequest(message: string): ServiceError {
  return new ServiceError(400, {
    __type: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
    ErrorCode: "INVALID_INPUT",
    Message: message,
  });
}

/** The service gives a message for a member of a wrong type, and none for a body that it cannot read at all. */
export function serializationError(message?: string): ServiceError {
  return new ServiceError(400, { __type: "SerializationException", Message: message });
}

export function unknownOperation(status = 400): ServiceError {
  return new ServiceError(status, { __type: "UnknownOperationException" });
}

export function missingAuthenticationToken(): ServiceError {
  return new ServiceError(403, {
    __type: "MissingAuthenticationTokenException",
    message: "Missing Authentication Token",
  });
}

export function throttled(status = 400): ServiceError {
  return new ServiceError(status, { __type: "ThrottlingException", message: "Rate exceeded" });
}

/**
 * Whether the real service answers an unknown session with this or with an InvalidRequestException is unknown. Both are
 * declared for the session operations; this one is chosen because the model describes it as "a resource was not found".
 */
export function sessionNotFound(sessionId: string): ServiceError {
  return new ServiceError(400, {
    __type: "ResourceNotFoundException",
    Message: `Session ${sessionId} was not found`,
    ResourceName: sessionId,
  });
}

/** The text and the code that GetWorkGroup and StartQueryExecution give for an unknown workgroup. */
export function workGroupNotFound(): ServiceError {
  return invalidRequest("WorkGroup is not found.");
}
