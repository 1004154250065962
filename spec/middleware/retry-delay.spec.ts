import { beforeEach, describe, expect, it, vi } from "vitest";
import { retryDelay } from "../../lib/middleware/retry-delay.js";
import { retryPolicy } from "../../lib/middleware/retry-options.js";

const answerWith = (headers: Record<string, unknown>): object => ({ $response: { headers } });
const policy = retryPolicy("retry");

describe("retryDelay", () => {
  const backoffs: readonly [kind: "transient" | "throttle", retries: number, longest: number][] = [
    ["transient", 0, 100],
    ["transient", 1, 200],
    ["transient", 3, 800],
    ["transient", 8, 20_000],
    ["throttle", 0, 1000],
    ["throttle", 1, 2000],
    ["throttle", 4, 16_000],
    ["throttle", 5, 20_000],
    ["throttle", 5000, 20_000],
  ];

  it.each(backoffs)("after a %s failure, %i retries made, is a random time up to %i ms", (kind, retries, longest) => {
    const random = vi.spyOn(Math, "random");
    for (const share of [0, 0.25, 0.5, 1]) {
      random.mockReturnValue(share);
      expect(retryDelay(new Error(), kind, retries, policy)).toBe(share * longest);
    }
  });

  it("follows the bases and the cap that are asked for", () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const own = retryPolicy("retry", { minTimeout: 7, throttleTimeout: 30, maxTimeout: 100 });
    expect([0, 1, 9].map((retries) => retryDelay(null, "transient", retries, own))).toEqual([7, 14, 100]);
    expect([0, 1, 9].map((retries) => retryDelay(null, "throttle", retries, own))).toEqual([30, 60, 100]);
  });

  it("stays a number however many retries there have been, even over a base of zero", () => {
    const none = retryPolicy("retry", { minTimeout: 0 });
    expect(retryDelay(null, "transient", 100_000, none)).toBe(0);
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");

  beforeEach(() => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    vi.spyOn(Date, "now").mockReturnValue(now);
  });

  // Half a second is what jitter alone makes of it here.
  const delays: readonly [headers: Record<string, unknown>, delay: number][] = [
    [{ "retry-after": "2" }, 2000],
    [{ "Retry-After": " 2 " }, 2000],
    [{ "retry-after": "1.5" }, 1500],
    [{ "retry-after": "0" }, 500],
    [{ "retry-after": "3600" }, 20_000],
    [{ "retry-after": "Sun, 01 Mar 2026 12:00:03 GMT" }, 3000],
    [{ "retry-after": "Sun, 01 Mar 2026 11:00:00 GMT" }, 500],
    [{ "retry-after": "Mon, 02 Mar 2026 12:00:00 GMT" }, 20_000],
    [{ "x-amz-retry-after": "1500" }, 1500],
    [{ "x-amz-retry-after": "3600000" }, 20_000],
    [{ "x-amz-retry-after": "soon" }, 500],
    [{ "x-amz-retry-after": "-1" }, 500],
    [{ "retry-after": "soon" }, 500],
    [{ "retry-after": "-2" }, 500],
    [{ "retry-after": "in 2" }, 500],
    [{ "retry-after": "+5", "x-amz-retry-after": "1500" }, 1500],
    [{ "retry-after": "1,5", "x-amz-retry-after": "1500" }, 1500],
    [{ "retry-after": "2 seconds" }, 500],
    [{ "retry-after": "2." }, 500],
    [{ "retry-after": "" }, 500],
    [{ "retry-after": 2 }, 500],
    [{ "retry-after": "soon", "x-amz-retry-after": "1500" }, 1500],
    [{ "retry-after": "2", "x-amz-retry-after": "1500" }, 2000],
    [{}, 500],
  ];

  it.each(delays)("of an answer with %j makes it %i ms", (headers, delay) => {
    expect(retryDelay(answerWith(headers), "throttle", 0, policy)).toBe(delay);
  });

  it("is honoured after an outage too, up to maxTimeout", () => {
    const short = retryPolicy("retry", { maxTimeout: 700 });
    expect(retryDelay(answerWith({ "retry-after": "0.6" }), "transient", 0, short)).toBe(600);
    expect(retryDelay(answerWith({ "retry-after": "2" }), "transient", 0, short)).toBe(700);
  });
});
