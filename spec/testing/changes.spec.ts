import { GetSessionStatusCommand, ListExecutorsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it, vi } from "vitest";

import type { LocalExecutor, LocalPageRequest, LocalSession, LocalSessionChange } from "../../lib/testing/index.js";
import { executor, executors, numbers } from "../support/executors.js";
import { listIds } from "../support/listing.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

const SessionId = "s";
const input = { SessionId, MaxResults: 2 };
const id = (number: number) => `executor-${number}`;

/** Lists the numbers of executors, in pages of two. */
async function listed(session: Omit<LocalSession, "SessionId">, options = {}): Promise<number[][]> {
  const client = clientOf(await startedAthena({ sessions: [{ SessionId, ...session }], ...options }));
  return (await listIds(client, input)).map((ids) => numbers(ids.map((ExecutorId) => ({ ExecutorId }))));
}

/** Makes a source of the executors with the numbers from `newest` down to 1. */
function sourceOf(newest: number) {
  const slice = vi.fn((start: number, end: number): LocalExecutor[] =>
    Array.from({ length: Math.max(0, Math.min(end, newest) - start) }, (_, index) => executor(newest - start - index)),
  );
  return { length: newest, slice };
}

describe.each([
  { kind: "an array", given: (newest: number) => executors(newest) },
  { kind: "a source", given: (newest: number) => sourceOf(newest) },
])("Executors of $kind that join between pages", ({ given }) => {
  const beforePage = [undefined, { joined: [executor(6)] }, { joined: [executor(7), executor(8)] }];

  it("New executors shift the pages, so that some are listed twice", async () => {
    const pages = await listed({ executors: given(5), beforePage });
    expect(pages).toEqual([[5, 4], [4, 3], [4, 3], [2, 1], []]);
  });

  it("New executors shift no pages if tokens count from the oldest", async () => {
    const pages = await listed({ executors: given(5), beforePage }, { tokens: { countFrom: "oldest" } });
    expect(pages).toEqual([[5, 4], [3, 2], [1]]);
  });

  it("New executors are listed first, also with a state filter", async () => {
    const athena = await startedAthena({ sessions: [{ SessionId, executors: given(3) }] });
    const client = clientOf(athena);
    const registered = { SessionId, ExecutorStateFilter: "REGISTERED" } as const;
    expect(await listIds(client, registered)).toEqual([[3, 2, 1].map(id)]);
    athena.change(SessionId, { joined: [executor(5), executor(4), executor(6, "CREATING")] });
    expect(await listIds(client, registered)).toEqual([[5, 4, 3, 2, 1].map(id)]);
    expect(await listIds(client, { SessionId })).toEqual([[6, 5, 4, 3, 2, 1].map(id)]);
    expect(await listIds(client, input)).toEqual([[6, 5].map(id), [4, 3].map(id), [2, 1].map(id), []]);
    expect(await listIds(client, { SessionId, MaxResults: 4 })).toEqual([[6, 5, 4, 3].map(id), [2, 1].map(id)]);
  });

  it("Changed executors are listed only in their new state", async () => {
    const athena = await startedAthena({ sessions: [{ SessionId, executors: given(4) }] });
    const client = clientOf(athena);
    const inState = (ExecutorStateFilter: "REGISTERED" | "TERMINATED") =>
      listIds(client, { SessionId, ExecutorStateFilter });
    expect([await inState("REGISTERED"), await inState("TERMINATED")]).toEqual([[[4, 3, 2, 1].map(id)], [[]]]);
    const ended = { ExecutorState: "TERMINATED", TerminationDateTime: 9 };
    athena.change(SessionId, {
      joined: [executor(5)],
      changed: [1, 3].map((number) => ({ ExecutorId: id(number), ...ended })),
    });
    expect([await inState("REGISTERED"), await inState("TERMINATED")]).toEqual([[[5, 4, 2].map(id)], [[3, 1].map(id)]]);
    const back = { ExecutorId: id(3), ExecutorState: "REGISTERED", TerminationDateTime: undefined };
    athena.change(SessionId, { changed: [back, { ExecutorId: id(5), ...ended }, { ExecutorId: id(1), ...ended }] });
    expect([await inState("REGISTERED"), await inState("TERMINATED")]).toEqual([[[4, 3, 2].map(id)], [[5, 1].map(id)]]);
    const { ExecutorsSummary } = await client.send(new ListExecutorsCommand({ SessionId }));
    expect(ExecutorsSummary).toEqual([
      { ...executor(5), ...ended },
      executor(4),
      executor(3),
      executor(2),
      { ...executor(1), ...ended },
    ]);
  });

  it("Executors that keep their state keep their place", async () => {
    const athena = await startedAthena({ sessions: [{ SessionId, executors: given(3) }] });
    const client = clientOf(athena);
    const registered = new ListExecutorsCommand({ SessionId, ExecutorStateFilter: "REGISTERED" });
    await client.send(registered);
    athena.change(SessionId, { changed: [2, 3, 1].map((number) => ({ ExecutorId: id(number), ExecutorSize: 7 })) });
    const { ExecutorsSummary } = await client.send(registered);
    expect(ExecutorsSummary).toEqual(executors(3).map((before) => ({ ...before, ExecutorSize: 7 })));
  });

  it("An unknown executor cannot be changed", async () => {
    const athena = await startedAthena({ sessions: [{ SessionId, executors: given(3) }] });
    expect(() => {
      athena.change(SessionId, { changed: [{ ExecutorId: id(1) }, { ExecutorId: id(4) }] });
    }).toThrow(
      new TypeError(
        "Expected `change.changed[1].ExecutorId` to be the id of an executor of the session, got `executor-4` (string)",
      ),
    );
  });

  it("A change can add and remove the state of an executor", async () => {
    const athena = await startedAthena({ sessions: [{ SessionId, executors: given(1) }] });
    const client = clientOf(athena);
    const registered = { SessionId, ExecutorStateFilter: "REGISTERED" } as const;
    expect(await listIds(client, registered)).toEqual([[id(1)]]);
    athena.change(SessionId, { changed: [{ ExecutorId: id(1), ExecutorState: undefined }] });
    expect(await listIds(client, registered)).toEqual([[]]);
    athena.change(SessionId, { changed: [{ ExecutorId: id(1), ExecutorState: "REGISTERED" }] });
    expect(await listIds(client, registered)).toEqual([[id(1)]]);
  });

  it("An executor that leaves the filtered state hides another one", async () => {
    const athena = await startedAthena({ sessions: [{ SessionId, executors: given(4) }] });
    const client = clientOf(athena);
    const request = { ...input, ExecutorStateFilter: "REGISTERED" } as const;
    const { NextToken } = await client.send(new ListExecutorsCommand(request));
    athena.change(SessionId, { changed: [{ ExecutorId: id(4), ExecutorState: "FAILED" }] });
    expect(await listIds(client, { ...request, NextToken })).toEqual([[id(1)]]);
  });
});

describe("A token that counts from the oldest", () => {
  it("A token beyond a shortened list continues at the list's start", async () => {
    const sessions = [{ SessionId, executors: executors(5) }];
    const athena = await startedAthena({ sessions, tokens: { countFrom: "oldest" } });
    const client = clientOf(athena);
    const request = { SessionId, MaxResults: 1, ExecutorStateFilter: "REGISTERED" } as const;
    const { NextToken } = await client.send(new ListExecutorsCommand(request));
    const changed = [2, 3, 4, 5].map((number) => ({ ExecutorId: id(number), ExecutorState: "FAILED" }));
    athena.change(SessionId, { changed });
    const { ExecutorsSummary } = await client.send(new ListExecutorsCommand({ ...request, NextToken }));
    expect(ExecutorsSummary).toEqual([executor(1)]);
  });
});

describe("The order of executors that join", () => {
  const at = (ExecutorId: string, StartDateTime?: number): LocalExecutor => ({ ExecutorId, StartDateTime });

  async function orderAfter(
    given: readonly LocalExecutor[],
    change: LocalSessionChange,
    order?: LocalSession["order"],
  ) {
    const athena = await startedAthena({ sessions: [{ SessionId, executors: given, order }] });
    athena.change(SessionId, change);
    return (await listIds(clientOf(athena), { SessionId })).flat();
  }

  it("New executors are sorted by start time, the last of a tie first", async () => {
    const joined = [at("tie-1", 2), at("tie-2", 2), at("oldest", 0), at("none")];
    const order = await orderAfter([at("none-given"), at("given", 2), at("old", 1)], { joined });
    expect(order).toEqual(["none", "none-given", "tie-2", "tie-1", "given", "old", "oldest"]);
  });

  it("An executor moves when it gets its start time", async () => {
    const changed = [at("none", 2), { ExecutorId: "tie", StartDateTime: 1, ExecutorState: "FAILED" }];
    const order = await orderAfter([at("none"), at("new", 3), at("first", 1), at("tie", 1)], { changed });
    expect(order).toEqual(["new", "none", "first", "tie"]);
  });

  it("New executors are first in an unsorted session", async () => {
    const change = { joined: [at("joined", 1)], changed: [at("b", 9)] };
    expect(await orderAfter([at("a", 2), at("b", 3)], change, "as given")).toEqual(["joined", "a", "b"]);
  });
});

describe("Changes before a page", () => {
  it("A beforePage function gets the page, counted for each session", async () => {
    const beforePage = vi.fn<(page: LocalPageRequest) => undefined>();
    const sessions = [
      { SessionId, executors: executors(3), beforePage },
      { SessionId: "t", executors: [] },
    ];
    const client = clientOf(await startedAthena({ sessions }));
    await listIds(client, { SessionId: "t" });
    const { NextToken } = await client.send(new ListExecutorsCommand(input));
    await client.send(new ListExecutorsCommand({ ...input, NextToken }));
    await client.send(new ListExecutorsCommand({ SessionId, ExecutorStateFilter: "FAILED" }));
    expect(beforePage.mock.calls).toEqual([
      [{ number: 1, ...input }],
      [{ number: 2, ...input, NextToken }],
      [{ number: 3, SessionId, ExecutorStateFilter: "FAILED" }],
    ]);
  });

  it("A beforePage function returns a change or calls change()", async () => {
    const sessions: LocalSession[] = [
      {
        SessionId,
        executors: executors(2),
        beforePage: ({ number }) => {
          if (number === 1) return { joined: [executor(3)] };
          athena.change(SessionId, { joined: [executor(2 + number)] });
          return undefined;
        },
      },
    ];
    const athena = await startedAthena({ sessions });
    const client = clientOf(athena);
    expect(await listIds(client, { SessionId })).toEqual([[3, 2, 1].map(id)]);
    expect(await listIds(client, { SessionId })).toEqual([[4, 3, 2, 1].map(id)]);
  });

  it("A refused request triggers no change", async () => {
    const sessions = [{ SessionId, executors: executors(1), beforePage: [{ joined: [executor(2)] }] }];
    const client = clientOf(await startedAthena({ sessions }));
    for (const refused of [{ MaxResults: 0 }, { NextToken: "x" }])
      await expect(client.send(new ListExecutorsCommand({ SessionId, ...refused }))).rejects.toMatchObject({
        name: "InvalidRequestException",
      });
    expect(await listIds(client, { SessionId })).toEqual([[2, 1].map(id)]);
  });

  it.each([
    { what: "null", change: null, message: "Expected `beforePage` to be an object, got `null` (null)" },
    {
      what: "a change of an unknown executor",
      change: { changed: [{ ExecutorId: "nobody" }] },
      message:
        "Expected `beforePage.changed[0].ExecutorId` to be the id of an executor of the session, got `nobody` (string)",
    },
  ])("A beforePage function that returns $what gives status 500", async ({ change, message }) => {
    const beforePage = () => change as LocalSessionChange;
    const client = clientOf(await startedAthena({ sessions: [{ SessionId, executors: [], beforePage }] }));
    await expect(client.send(new ListExecutorsCommand({ SessionId }))).rejects.toMatchObject({
      message: `TypeError: ${message}`,
      $metadata: { httpStatusCode: 500 },
    });
  });
});

describe("A change of a running session", () => {
  it("A change sets the state of the session and its time", async () => {
    const StartDateTime = new Date(1_700_000_000_000);
    const athena = await startedAthena({ sessions: [{ SessionId, StartDateTime, executors: [] }] });
    const client = clientOf(athena);
    const status = async () => (await client.send(new GetSessionStatusCommand({ SessionId }))).Status;
    athena.change(SessionId, { joined: [executor(1)] });
    athena.change(SessionId, { State: "IDLE" });
    expect(await status()).toEqual({ State: "IDLE", StartDateTime, LastModifiedDateTime: StartDateTime });
    const before = Date.now();
    athena.change(SessionId, { State: "TERMINATED" });
    const after = await status();
    expect(after).toMatchObject({ State: "TERMINATED", StartDateTime });
    expect(after?.LastModifiedDateTime?.getTime()).toBeGreaterThanOrEqual(before);
  });

  it("The status has the reason and the idle or end time of its state", async () => {
    const StartDateTime = new Date(1_700_000_000_000);
    const now = StartDateTime.getTime() + 1000;
    const athena = await startedAthena({ sessions: [{ SessionId, StartDateTime, executors: [] }], now: () => now });
    const client = clientOf(athena);
    const status = async () => (await client.send(new GetSessionStatusCommand({ SessionId }))).Status;
    const times = { StartDateTime, LastModifiedDateTime: new Date(now) };
    athena.change(SessionId, { State: "FAILED", StateChangeReason: "Out of memory." });
    const EndDateTime = new Date(now);
    expect(await status()).toEqual({ State: "FAILED", StateChangeReason: "Out of memory.", EndDateTime, ...times });
    athena.change(SessionId, { State: "IDLE" });
    expect(await status()).toEqual({ State: "IDLE", IdleSinceDateTime: new Date(now), ...times });
    athena.change(SessionId, { State: "BUSY" });
    expect(await status()).toEqual({ State: "BUSY", ...times });
  });

  it.each<[string, unknown, string]>([
    ["t", {}, "`SessionId` to be the id of a session of the endpoint, got `t` (string)"],
    [SessionId, undefined, "`change` to be an object, got `undefined` (undefined)"],
    [SessionId, { joined: [executor(9), 1] }, "`change.joined[1]` to be an object, got `1` (number)"],
    [
      SessionId,
      { State: "TERMINATED", joined: [executor(9)], changed: [{ ExecutorId: id(1), ExecutorState: "FAILED" }, {}] },
      "`change.changed[1].ExecutorId` to be the id of an executor of the session, got `undefined` (undefined)",
    ],
  ])("A bad change of %s is refused as a whole: %j", async (session, change, sentence) => {
    const athena = await startedAthena({ sessions: [{ SessionId, executors: executors(1) }] });
    expect(() => {
      athena.change(session, change as LocalSessionChange);
    }).toThrow(new TypeError(`Expected ${sentence}`));
    const client = clientOf(athena);
    expect((await client.send(new ListExecutorsCommand({ SessionId }))).ExecutorsSummary).toEqual(executors(1));
    expect((await client.send(new GetSessionStatusCommand({ SessionId }))).Status?.State).toBe("IDLE");
  });
});

describe("A million executors that are made on demand", () => {
  it("A source is scanned only for the first change of an executor", async () => {
    const source = sourceOf(1_000_000);
    const athena = await startedAthena({ sessions: [{ SessionId, executors: source }] });
    const client = clientOf(athena);
    const changed = [{ ExecutorId: id(997_000), ExecutorState: "TERMINATED" }];
    athena.change(SessionId, { joined: [executor(1_000_001)], changed });
    expect(source.slice).toHaveBeenCalledTimes(5);
    athena.change(SessionId, { changed: [{ ...changed[0], ExecutorId: id(997_000), ExecutorSize: 2 }] });
    expect(source.slice).toHaveBeenCalledTimes(6);
    const page = await client.send(new ListExecutorsCommand(input));
    expect(numbers(page.ExecutorsSummary ?? [])).toEqual([1_000_001, 1_000_000]);
    expect(source.slice).toHaveBeenLastCalledWith(0, 1);
    expect(source.slice).toHaveBeenCalledTimes(7);
    const newest = await client.send(new ListExecutorsCommand({ SessionId, MaxResults: 1 }));
    expect(newest.ExecutorsSummary).toEqual([executor(1_000_001)]);
    expect(source.slice).toHaveBeenCalledTimes(7);
    const terminated = { SessionId, ExecutorStateFilter: "TERMINATED" } as const;
    const { ExecutorsSummary } = await client.send(new ListExecutorsCommand(terminated));
    expect(ExecutorsSummary).toEqual([{ ...executor(997_000, "TERMINATED"), ExecutorSize: 2 }]);
  });
});
