import { ListExecutorsCommand, type AthenaClient, type ExecutorsSummary } from "@aws-sdk/client-athena";
import { describe, expect, it, vi } from "vitest";

import type { LocalExecutor, LocalExecutorSource } from "../../lib/testing/index.js";
import { ids } from "../support/executors.js";
import { listIds } from "../support/listing.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

const SessionId = "session-1";

/** Makes executors, oldest first, so that the endpoint has to sort them. Every third is REGISTERED. */
function someExecutors(count: number): ExecutorsSummary[] {
  return Array.from({ length: count }, (_, index) => ({
    ExecutorId: `executor-${index}`,
    ExecutorState: index % 3 === 0 ? "REGISTERED" : "TERMINATED",
    StartDateTime: 1_700_000_000 + index,
  }));
}

async function clientOfSession(executors: readonly LocalExecutor[] | LocalExecutorSource): Promise<AthenaClient> {
  return clientOf(await startedAthena({ sessions: [{ SessionId, executors }] }));
}

describe("ListExecutors of the embedded endpoint", () => {
  it("ListExecutors returns the session and its executors as given", async () => {
    const executor: ExecutorsSummary = {
      ExecutorId: "executor-1",
      ExecutorType: "COORDINATOR",
      ExecutorState: "TERMINATED",
      ExecutorSize: 2,
      StartDateTime: 1_700_000_000,
      TerminationDateTime: 1_700_000_060,
    };
    const client = await clientOfSession([executor]);
    const { $metadata, ...output } = await client.send(new ListExecutorsCommand({ SessionId }));
    expect(output).toEqual({ SessionId, ExecutorsSummary: [executor] });
    expect($metadata.httpStatusCode).toBe(200);
    expect($metadata.requestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it("Executors are sorted, newest first", async () => {
    const client = await clientOfSession([
      { ExecutorId: "old", StartDateTime: 1 },
      { ExecutorId: "tie-1", StartDateTime: 2 },
      { ExecutorId: "none-1" },
      { ExecutorId: "tie-2", StartDateTime: 2 },
      { ExecutorId: "new", StartDateTime: 3 },
      { ExecutorId: "none-2" },
    ]);
    expect(await listIds(client, { SessionId })).toEqual([["none-1", "none-2", "new", "tie-1", "tie-2", "old"]]);
  });

  it("The given array is copied", async () => {
    const executors = someExecutors(2);
    const client = await clientOfSession(executors);
    expect(ids(executors)).toEqual(["executor-0", "executor-1"]);
    executors.length = 0;
    expect(await listIds(client, { SessionId })).toEqual([["executor-1", "executor-0"]]);
  });

  it.each([
    { count: 250, MaxResults: undefined, sizes: [100, 100, 50] },
    { count: 7, MaxResults: 3, sizes: [3, 3, 1] },
    { count: 6, MaxResults: 3, sizes: [3, 3, 0] },
    { count: 1, MaxResults: 1, sizes: [1, 0] },
    { count: 0, MaxResults: 1, sizes: [0] },
  ])("$count executors at MaxResults $MaxResults are pages of $sizes", async ({ count, MaxResults, sizes }) => {
    const pages = await listIds(await clientOfSession(someExecutors(count)), { SessionId, MaxResults });
    expect(pages.map((page) => page.length)).toEqual(sizes);
    expect(pages.flat()).toEqual(ids(someExecutors(count).reverse()));
  });

  it("A full last page has no token with tokenOnFullPage: false", async () => {
    const sessions = [{ SessionId, executors: someExecutors(6) }];
    const client = clientOf(await startedAthena({ sessions, tokenOnFullPage: false }));
    const pages = await listIds(client, { SessionId, MaxResults: 3 });
    expect(pages.map((page) => page.length)).toEqual([3, 3]);
  });

  it("A state filter applies to all pages", async () => {
    const client = await clientOfSession(someExecutors(8));
    const pages = await listIds(client, { SessionId, ExecutorStateFilter: "REGISTERED", MaxResults: 2 });
    expect(pages).toEqual([["executor-6", "executor-3"], ["executor-0"]]);
    expect(await listIds(client, { SessionId, ExecutorStateFilter: "FAILED" })).toEqual([[]]);
  });

  it("Unknown states and types are returned as given", async () => {
    const executor: LocalExecutor = { ExecutorId: "e", ExecutorState: "PAUSED", ExecutorType: "DRIVER" };
    const client = await clientOfSession([executor]);
    const { ExecutorsSummary } = await client.send(new ListExecutorsCommand({ SessionId }));
    expect(ExecutorsSummary).toEqual([executor]);
  });

  it("ignoreStateFilter lists executors in other states too", async () => {
    const sessions = [{ SessionId, executors: someExecutors(3) }];
    const client = clientOf(await startedAthena({ sessions, ignoreStateFilter: true }));
    const filter = { SessionId, ExecutorStateFilter: "REGISTERED" } as const;
    expect(await listIds(client, filter)).toEqual([["executor-2", "executor-1", "executor-0"]]);
  });

  it('order: "as given" keeps a wrong order within and across pages', async () => {
    const times = [5, 6, 2, 4, 3, 1];
    const executors = times.map((time) => ({ ExecutorId: `at-${time}`, StartDateTime: time }));
    const client = clientOf(await startedAthena({ sessions: [{ SessionId, executors, order: "as given" }] }));
    expect((await listIds(client, { SessionId, MaxResults: 4 })).flat()).toEqual(times.map((time) => `at-${time}`));
  });

  it("An empty token requests the first page", async () => {
    const client = await clientOfSession(someExecutors(2));
    const page = await client.send(new ListExecutorsCommand({ SessionId, NextToken: "" }));
    expect(ids(page.ExecutorsSummary)).toEqual(["executor-1", "executor-0"]);
  });

  it("A source is read only for the executors of the page", async () => {
    const slice = vi.fn((start: number, end: number) =>
      Array.from({ length: end - start }, (_, index) => ({ ExecutorId: `executor-${start + index}` })),
    );
    const client = await clientOfSession({ length: 1_000_000, slice });
    const page = await client.send(new ListExecutorsCommand({ SessionId, MaxResults: 2 }));
    const { NextToken } = page;
    const next = await client.send(new ListExecutorsCommand({ SessionId, MaxResults: 1, NextToken }));
    expect(ids([...(page.ExecutorsSummary ?? []), ...(next.ExecutorsSummary ?? [])])).toEqual([
      "executor-0",
      "executor-1",
      "executor-2",
    ]);
    expect(slice.mock.calls).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  it("A source that throws gives status 500", async () => {
    const slice = vi.fn<LocalExecutorSource["slice"]>(() => [{ ExecutorId: "executor-0" }]);
    slice.mockImplementationOnce(() => {
      throw new Error("not made yet");
    });
    const client = await clientOfSession({ length: 1, slice });
    await expect(client.send(new ListExecutorsCommand({ SessionId }))).rejects.toMatchObject({
      name: "InternalServerException",
      message: "Error: not made yet",
      $metadata: { httpStatusCode: 500 },
    });
    expect(await listIds(client, { SessionId })).toEqual([["executor-0"]]);
  });

  it("A source is scanned once for a filter", async () => {
    const newestFirst = someExecutors(2500).reverse();
    const slice = vi.fn((start: number, end: number) => newestFirst.slice(start, end));
    const client = await clientOfSession({ length: newestFirst.length, slice });
    const filter = { SessionId, ExecutorStateFilter: "REGISTERED" } as const;
    const pages = await listIds(client, filter);
    expect(pages.flat()).toEqual(ids(newestFirst.filter(({ ExecutorState }) => ExecutorState === "REGISTERED")));
    expect(slice.mock.calls.filter(([start, end]) => end - start > 1)).toEqual([
      [0, 1000],
      [1000, 2000],
      [2000, 3000],
    ]);
  });
});
