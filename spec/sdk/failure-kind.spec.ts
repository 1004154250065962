import { describe, expect, it } from "vitest";
import { ThrottleUnavailableError } from "../../lib/errors/throttle-unavailable-error.js";
import { failureKind } from "../../lib/sdk/failures.js";

const named = (name: string, status?: number): object => ({ name, $metadata: { httpStatusCode: status } });
const coded = (code: string): Error => Object.assign(new Error(code), { code });

const kinds: readonly [failure: unknown, kind: string][] = [
  [named("ThrottlingException", 400), "throttle"],
  [named("TooManyRequestsException", 400), "throttle"],
  [named("SlowDown", 503), "throttle"],
  [named("SyntaxError", 429), "throttle"],
  [named("InternalServerException", 500), "transient"],
  [named("SyntaxError", 502), "transient"],
  [named("SyntaxError", 503), "transient"],
  [named("Unknown", 504), "transient"],
  [named("TimeoutError"), "transient"],
  [coded("ECONNRESET"), "transient"],
  [coded("ECONNREFUSED"), "transient"],
  [coded("ETIMEDOUT"), "transient"],
  [coded("EAI_AGAIN"), "transient"],
  [new Error("wrapped", { cause: coded("ECONNRESET") }), "transient"],
  [new TypeError("fetch failed"), "transient"],
  [new TypeError("terminated\n  Deserialization error: to see the raw response, inspect it"), "transient"],
  [new TypeError("a bug\n  terminated"), "final"],
  [new Error("terminated"), "final"],
  [named("SyntaxError", 200), "transient"],
  [named("InvalidRequestException", 400), "final"],
  [named("InvalidRequestException", 500), "final"],
  [named("ResourceNotFoundException", 400), "final"],
  [named("ResourceNotFoundException", 429), "final"],
  [named("AccessDeniedException", 400), "final"],
  [named("ExpiredTokenException", 400), "final"],
  [named("SyntaxError", 100), "final"],
  [named("SyntaxError", 299), "transient"],
  [named("SyntaxError", 300), "final"],
  [named("SyntaxError", 403), "final"],
  [named("SyntaxError", 302), "final"],
  [new SyntaxError("without an answer"), "final"],
  [new TypeError("a bug"), "final"],
  [named("AbortError"), "final"],
  [new ThrottleUnavailableError(coded("ECONNRESET")), "final"],
  [new Error("wrapped", { cause: null }), "final"],
  [new Error("wrapped", { cause: "a string" }), "final"],
  ["a string", "final"],
  [undefined, "final"],
  [null, "final"],
];

describe("failureKind", () => {
  it.each(kinds)("of %o is %s", (failure, kind) => {
    expect(failureKind(failure)).toBe(kind);
  });
});
