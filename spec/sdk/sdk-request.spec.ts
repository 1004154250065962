import { describe, expect, it } from "vitest";
import { isRepeatable, labelAttempt } from "../../lib/sdk/sdk-request.js";

describe("A request that is not sent over HTTP", () => {
  it("is not modified, and can be repeated", () => {
    const request = Object.freeze({ frames: [] });
    labelAttempt(request, 1, 9);
    expect(isRepeatable(request)).toBe(true);
  });

  it("can be repeated without a body too", () => {
    for (const body of [undefined, null]) expect(isRepeatable({ headers: {}, body })).toBe(true);
  });
});
