import { clean } from "./terminal.js";

/** The exit codes of the command. They follow those of the AWS CLI. */
export const EXIT = { success: 0, usage: 252, configuration: 253, service: 254, other: 255 } as const;

/** An error with an exit code of its own, whose message is complete. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly exitCode: number;

  constructor(exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** A failed write to stdout. */
export class OutputError extends CommandError {
  /** Whether the reader of a pipe has left. */
  readonly isClosedPipe: boolean;

  constructor({ code, message }: NodeJS.ErrnoException) {
    const hint = code === "ENOSPC" ? "Free some space, or write to another file." : "Write to another file.";
    super(EXIT.other, `Cannot write the output: ${message}. ${hint}`);
    this.isClosedPipe = code === "EPIPE";
  }
}

/** The reason with which Ctrl-C and SIGTERM end the command. */
export class Interruption extends CommandError {
  constructor(signal: "SIGINT" | "SIGTERM") {
    super(signal === "SIGINT" ? 130 : 143, "Interrupted");
  }
}

/** Creates the error of a wrong command line. */
export function usageError(message: string): CommandError {
  return new CommandError(EXIT.usage, message);
}

const CREDENTIALS_HINT = "Log in to AWS, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give a --profile.";
const REGION_HINT = "Give a --region, or set AWS_REGION.";
const NETWORK_HINT = "Check the network, --region and --endpoint-url.";

/** Hints by the name of the service's error. */
const SERVICE_HINTS: readonly (readonly [name: RegExp, hint: string])[] = [
  [/^(ExpiredToken|UnrecognizedClient|InvalidSignature|InvalidClientTokenId)/, "Renew your AWS credentials."],
  [/^AccessDenied/, "Ask for the permission, or give another --profile."],
  [/^(ResourceNotFound|InvalidRequest)/, "Check the name or id, --region and --profile."],
  [/Throttling|TooManyRequests/, "Try again later, or give a lower --limit."],
];

/** Returns the exit code of an error, and one line with the error and a hint. */
export function describeFailure(error: unknown): { readonly exitCode: number; readonly line: string } {
  const { exitCode, hint } = classify(error);
  const text = errorText(error);
  return { exitCode, line: hint === undefined ? text : `${text.replace(/[.\s]*$/, ".")} ${hint}` };
}

/** Returns the name and message of an error in one line. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return clean(String(error));
  // A connection that fails on every address has no message, but a code.
  const message = error.message || ((error as NodeJS.ErrnoException).code ?? error.name);
  const isNamed = error instanceof CommandError || error.name === "Error";
  return clean((isNamed ? message : `${error.name}: ${message}`).replace(/\s+/g, " ").trim());
}

function classify(error: unknown): { readonly exitCode: number; readonly hint?: string | undefined } {
  if (error instanceof CommandError) return { exitCode: error.exitCode };
  if (!(error instanceof Error)) return { exitCode: EXIT.other };
  if (/^(CredentialsProvider|TokenProvider|ProviderError)/.test(error.name)) {
    return { exitCode: EXIT.configuration, hint: CREDENTIALS_HINT };
  }
  if (/region is missing/i.test(error.message)) return { exitCode: EXIT.configuration, hint: REGION_HINT };
  if (isServiceError(error)) {
    return { exitCode: EXIT.service, hint: SERVICE_HINTS.find(([name]) => name.test(error.name))?.[1] };
  }
  const isNetworkError = typeof (error as NodeJS.ErrnoException).syscall === "string" || error.name === "TimeoutError";
  return { exitCode: EXIT.other, ...(isNetworkError && { hint: NETWORK_HINT }) };
}

/** Answers of the service carry their HTTP status; errors of the network do not. */
function isServiceError(error: Error): boolean {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: unknown } };
  return typeof $metadata?.httpStatusCode === "number";
}
