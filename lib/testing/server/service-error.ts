/**
 * An error of the service. Its bodies were measured by others on sibling operations of Athena. The factory functions
 * say what is unknown.
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

/** Makes an error for a body of a wrong shape. The service sends no message if it cannot read the body. */
export function serializationError(message?: string): ServiceError {
  return new ServiceError(400, { __type: "SerializationException", Message: message });
}

/** Makes the error for a request that names no operation of the endpoint. The service sends no message. */
export function unknownOperation(message: string, status = 400): ServiceError {
  return new ServiceError(status, { __type: "UnknownOperationException", Message: message });
}

/** Makes the error for a body that is too large. The error of the service is unknown. */
export function requestTooLarge(limit: number): ServiceError {
  const message = `Expected a request body of at most ${limit} bytes. Send a smaller one`;
  return new ServiceError(413, { __type: "RequestEntityTooLargeException", Message: message });
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
 * Makes the error for an unknown session. Whether the service answers with this or with an InvalidRequestException is
 * unknown. Both are declared; the model describes this one as "a resource was not found".
 */
export function sessionNotFound(sessionId: string): ServiceError {
  return new ServiceError(400, {
    __type: "ResourceNotFoundException",
    Message: `Session ${sessionId} was not found`,
    ResourceName: sessionId,
  });
}

/** Makes the error for an unknown workgroup. Text and code are those of GetWorkGroup and StartQueryExecution. */
export function workGroupNotFound(): ServiceError {
  return invalidRequest("WorkGroup is not found.");
}
