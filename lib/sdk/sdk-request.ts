import { hasMethod } from "../common/checks.js";

/** The part of the SDK's HTTP request that matters to retries. */
interface SdkRequest {
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/**
 * Adds the SDK's headers for the number of the attempt and the id of the call. All attempts of a call have one
 * invocation id.
 */
export function labelAttempt(request: object, attempt: number, maxAttempts: number): void {
  if (!isSdkRequest(request)) return;
  const id = request.headers["amz-sdk-invocation-id"] ?? randomUUID();
  if (id !== undefined) request.headers["amz-sdk-invocation-id"] = id;
  const max = maxAttempts === Infinity ? "" : `; max=${String(maxAttempts)}`;
  request.headers["amz-sdk-request"] = `attempt=${String(attempt)}${max}`;
}

/** Returns an id for the logs of AWS, if possible. Browsers provide it only in secure contexts. */
function randomUUID(): string | undefined {
  const { crypto } = globalThis as { readonly crypto?: { readonly randomUUID?: () => string } };
  return crypto?.randomUUID?.();
}

/** Whether the body can be sent again. A stream cannot, because the first attempt has read it. */
export function isRepeatable(request: object): boolean {
  if (!isSdkRequest(request)) return true;
  const { body } = request;
  return !hasMethod(body, "pipe") && !hasMethod(body, "getReader");
}

function isSdkRequest(request: object): request is SdkRequest {
  const { headers } = request as Partial<SdkRequest>;
  return typeof headers === "object";
}
