import { describe, expect, it } from "vitest";

import { TokenBucket } from "../../lib/testing/quota.js";
import { rawRequest, startedAthena } from "../support/started-athena.js";
import { quiet } from "../support/waiting.js";

const SessionId = "s";
const sessions = [{ SessionId, executors: [] }];

describe("A token bucket", () => {
  it("A bucket allows a burst, then calls at its rate", () => {
    const bucket = new TokenBucket({ rate: 10, burst: 3 }, 0);
    const taken = [0, 0, 0, 0, 99, 100, 101, 300, 300, 300].map((now) => bucket.take(now));
    expect(taken).toEqual([true, true, true, false, false, true, false, true, true, false]);
  });

  it("A bucket never holds more than its burst", () => {
    const bucket = new TokenBucket({ rate: 10, burst: 2 }, 0);
    const taken = [60_000, 60_000, 60_000].map((now) => bucket.take(now));
    expect(taken).toEqual([true, true, false]);
  });

  it("A refused call takes nothing from the bucket", () => {
    const bucket = new TokenBucket({ rate: 1, burst: 1 }, 0);
    const taken = [0, 250, 500, 750, 1000].map((now) => bucket.take(now));
    expect(taken).toEqual([true, false, false, false, true]);
  });
});

describe("A token bucket whose quota is changed", () => {
  it("A changed bucket fills at the new rate after the change", () => {
    const bucket = new TokenBucket({ rate: 1, burst: 10 }, 0);
    for (let count = 0; count < 10; count += 1) bucket.take(0);
    bucket.change({ rate: 10, burst: 10 }, 900);
    expect([900, 909, 910, 911].map((now) => bucket.take(now))).toEqual([false, false, true, false]);
  });

  it("A changed bucket keeps its calls up to the new burst", () => {
    const bucket = new TokenBucket({ rate: 1, burst: 10 }, 0);
    bucket.change({ rate: 1, burst: 2 }, 0);
    expect([0, 0, 0].map((now) => bucket.take(now))).toEqual([true, true, false]);
  });
});

describe("The quota of the embedded endpoint", () => {
  it("Each operation has its own quota", async () => {
    const athena = await startedAthena({ sessions, quota: { rate: 0.001, burst: 2 } });
    const ask = (operation: string) => rawRequest(athena, operation, JSON.stringify({ SessionId }));
    expect((await ask("ListExecutors")).status).toBe(200);
    expect((await ask("ListExecutors")).status).toBe(200);
    const refused = await ask("ListExecutors");
    expect(refused.status).toBe(400);
    expect(refused.headers.has("retry-after")).toBe(false);
    expect(await refused.text()).toBe('{"__type":"ThrottlingException","message":"Rate exceeded"}');
    expect((await ask("GetSession")).status).toBe(200);
  });

  it("Only requests that name an operation and are signed count", async () => {
    const athena = await startedAthena({ sessions, quota: { rate: 0.001, burst: 1 } });
    await rawRequest(athena, "ListNothing", "{}");
    await rawRequest(athena, "ListExecutors", "{}", { authorization: undefined });
    const types: unknown[] = [];
    for (let count = 0; count < 2; count += 1) {
      const response = await rawRequest(athena, "ListExecutors", "{}");
      types.push(((await response.json()) as { __type: unknown }).__type);
    }
    expect(types).toEqual(["InvalidRequestException", "ThrottlingException"]);
  });

  it("The quota is refilled with time", async () => {
    const athena = await startedAthena({ sessions, quota: { rate: 1000, burst: 1 } });
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await rawRequest(athena, "GetSession", JSON.stringify({ SessionId }))).status);
      await quiet();
    }
    expect(statuses).toEqual([200, 200, 200]);
  });

  it("setQuota changes and removes the quota at run time", async () => {
    const athena = await startedAthena({ sessions, quota: { rate: 0.001, burst: 1 } });
    const ask = async () => (await rawRequest(athena, "GetSession", JSON.stringify({ SessionId }))).status;
    expect([await ask(), await ask()]).toEqual([200, 400]);
    athena.setQuota({ rate: 1_000_000, burst: 1 });
    expect([await ask(), await ask()]).toEqual([200, 200]);
    athena.setQuota({ rate: 0.001, burst: 1 });
    await ask();
    expect(await ask()).toBe(400);
    athena.setQuota(undefined);
    expect([await ask(), await ask()]).toEqual([200, 200]);
    athena.setQuota({ rate: 0.001, burst: 1 });
    expect([await ask(), await ask()]).toEqual([200, 400]);
  });

  it("A bad quota leaves the old one in place", async () => {
    const athena = await startedAthena({ sessions, quota: { rate: 0.001, burst: 1 } });
    expect(() => {
      athena.setQuota({ rate: 0, burst: 1 });
    }).toThrow(new TypeError("Expected `quota.rate` to be a positive finite number, got `0` (number)"));
    const ask = async () => (await rawRequest(athena, "GetSession", JSON.stringify({ SessionId }))).status;
    expect([await ask(), await ask()]).toEqual([200, 400]);
  });
});
