import { printable } from "./printable.js";

/** Patterns of errors, each with advice. */
const hints: readonly (readonly [problem: RegExp, hint: string])[] = [
  [/^CredentialsProviderError/, "Log in to AWS, or name a profile with --profile."],
  [/^(ExpiredToken|UnrecognizedClient|InvalidSignature)/, "Renew your AWS credentials."],
  [/Region is missing/, "Give a --region, or set AWS_REGION."],
  [/^ResourceNotFound|session.*not (be )?found/i, "Check --session-id and --region."],
];

/** Formats an error as one line, with advice for known errors. */
export function errorLine(error: unknown): string {
  const line = printable(describe(error).replace(/\s+/g, " ").trim());
  const hint = hints.find(([problem]) => problem.test(line))?.[1];
  return hint === undefined ? line : `${line.replace(/[.\s]*$/, ".")} ${hint}`;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // If a connection fails on every address, the error has a code but no message.
  const { code = "" } = error as NodeJS.ErrnoException;
  return error.name === "Error" ? error.message || code : `${error.name}: ${error.message || code}`;
}
