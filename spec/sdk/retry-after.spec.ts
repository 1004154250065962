import { expect, it, vi } from "vitest";
import { retryAfter } from "../../lib/sdk/failures.js";

const now = Date.parse("2026-03-01T12:00:00Z");

const answers: readonly [headers: Record<string, unknown>, milliseconds: number | undefined][] = [
  [{ "retry-after": "2" }, 2000],
  [{ "Retry-After": " 2 " }, 2000],
  [{ "retry-after": "1.5" }, 1500],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": "3600" }, 3_600_000],
  [{ "retry-after": "Sun, 01 Mar 2026 12:00:03 GMT" }, 3000],
  [{ "retry-after": "Sun, 01 Mar 2026 11:00:00 GMT" }, 0],
  [{ "x-amz-retry-after": "1500" }, 1500],
  [{ "x-amz-retry-after": "soon" }, undefined],
  [{ "x-amz-retry-after": "-1" }, undefined],
  [{ "retry-after": "soon" }, undefined],
  [{ "retry-after": "-2" }, undefined],
  [{ "retry-after": "in 2" }, undefined],
  [{ "retry-after": "+5", "x-amz-retry-after": "1500" }, 1500],
  [{ "retry-after": "1,5", "x-amz-retry-after": "1500" }, 1500],
  [{ "retry-after": "2 seconds" }, undefined],
  [{ "retry-after": "2." }, undefined],
  [{ "retry-after": "" }, undefined],
  [{ "retry-after": 2 }, undefined],
  [{ "retry-after": "soon", "x-amz-retry-after": "1500" }, 1500],
  [{ "retry-after": "2", "x-amz-retry-after": "1500" }, 2000],
  [{}, undefined],
];

it.each(answers)("Retry-After in %j is %s ms", (headers, milliseconds) => {
  vi.spyOn(Date, "now").mockReturnValue(now);
  expect(retryAfter({ $response: { headers } })).toBe(milliseconds);
});

it.each([undefined, null, "a string", {}])("Retry-After of the error %s is unknown", (error) => {
  expect(retryAfter(error)).toBeUndefined();
});
