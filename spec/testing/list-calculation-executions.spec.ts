import { ListCalculationExecutionsCommand, ListExecutorsCommand } from "@aws-sdk/client-athena";
import type { AthenaClient, CalculationSummary, ListCalculationExecutionsCommandInput } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";

import type { LocalAthenaOptions } from "../../lib/testing/index.js";
import { executors } from "../support/executors.js";
import { clientOf, rawRequest, startedAthena } from "../support/started-athena.js";

const SessionId = "s";
const states = ["CREATING", "CREATED", "QUEUED", "RUNNING", "CANCELING", "CANCELED", "COMPLETED", "FAILED"] as const;

/** Calculation number n, the higher the newer. */
function calculation(number: number, State: (typeof states)[number] = "COMPLETED"): CalculationSummary {
  const SubmissionDateTime = new Date(1_700_000_000_000 + number);
  return { CalculationExecutionId: `calculation-${number}`, Status: { State, SubmissionDateTime } };
}

/** Calculations with the numbers from 1 up to `newest`, oldest first. */
function calculations(newest: number): CalculationSummary[] {
  return Array.from({ length: newest }, (_, index) => calculation(index + 1));
}

async function clientWith(given: readonly CalculationSummary[], options: LocalAthenaOptions = {}) {
  const sessions = [{ SessionId, executors: executors(3), calculations: given }];
  return clientOf(await startedAthena({ sessions, ...options }));
}

/** The ids on each of the pages, without what they have in common. */
async function listed(
  client: AthenaClient,
  input: Partial<ListCalculationExecutionsCommandInput> = {},
): Promise<(string | undefined)[][]> {
  const pages: (string | undefined)[][] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListCalculationExecutionsCommand({ SessionId, ...input, NextToken }));
    pages.push((page.Calculations ?? []).map(({ CalculationExecutionId: id }) => id?.replace("calculation-", "")));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return pages;
}

describe("ListCalculationExecutions of the embedded endpoint", () => {
  it("gives a calculation as it was given", async () => {
    const given: CalculationSummary = {
      CalculationExecutionId: "calculation-1",
      Description: "Orders by country",
      Status: {
        SubmissionDateTime: new Date("2025-01-02T03:04:05.678Z"),
        CompletionDateTime: new Date("2025-01-02T03:05:06.789Z"),
        State: "FAILED",
        StateChangeReason: "The table is not there.",
      },
    };
    const { $metadata, ...output } = await (
      await clientWith([given])
    ).send(new ListCalculationExecutionsCommand({ SessionId }));
    expect(output).toEqual({ Calculations: [given] });
    expect($metadata.httpStatusCode).toBe(200);
  });

  it("sends times as seconds since the epoch, with a fraction", async () => {
    const Status = { SubmissionDateTime: new Date(1_700_000_000_250), CompletionDateTime: new Date(1_700_000_001_500) };
    const athena = await startedAthena({ sessions: [{ SessionId, executors: [], calculations: [{ Status }] }] });
    const response = await rawRequest(athena, "ListCalculationExecutions", JSON.stringify({ SessionId }));
    expect(await response.json()).toEqual({
      Calculations: [{ Status: { SubmissionDateTime: 1_700_000_000.25, CompletionDateTime: 1_700_000_001.5 } }],
    });
  });

  it("lists the newest first, those without a submission time before all others, ties in the given order", async () => {
    const tie = { ...calculation(2), CalculationExecutionId: "tie" };
    const bare = { CalculationExecutionId: "bare" };
    const created = { CalculationExecutionId: "created", Status: { State: "CREATING" as const } };
    const client = await clientWith([calculation(1), bare, calculation(2), tie, created, calculation(3)]);
    expect(await listed(client)).toEqual([["bare", "created", "3", "2", "tie", "1"]]);
  });

  it.each(states)("lists only those in the state that is asked for: %s", async (StateFilter) => {
    const client = await clientWith([{}, ...states.map((state, index) => calculation(index, state))]);
    expect(await listed(client, { StateFilter })).toEqual([[String(states.indexOf(StateFilter))]]);
  });

  it("pages with a token, and ends a full last page with an empty one, unless told otherwise", async () => {
    const pages = [["4", "3"], ["2", "1"], []];
    expect(await listed(await clientWith(calculations(4)), { MaxResults: 2 })).toEqual(pages);
    const client = await clientWith(calculations(4), { tokenOnFullPage: false });
    expect(await listed(client, { MaxResults: 2 })).toEqual(pages.slice(0, 2));
  });

  it("gives 100 a page when it is not told", async () => {
    const pages = await listed(await clientWith(calculations(120)));
    expect(pages.map(({ length }) => length)).toEqual([100, 20]);
  });

  it("has none where none are given", async () => {
    const client = clientOf(await startedAthena({ sessions: [{ SessionId, executors: [] }] }));
    expect(await listed(client)).toEqual([[]]);
  });

  it("does not see what becomes of the given list later", async () => {
    const given = calculations(2);
    const client = await clientWith(given);
    given.pop();
    expect(await listed(client)).toEqual([["2", "1"]]);
  });

  it("has tokens of its own: those of the executors, of another session or state are refused", async () => {
    const other = { SessionId: "t", executors: [], calculations: calculations(3) };
    const sessions = [{ SessionId, executors: executors(3), calculations: calculations(3) }, other];
    const client = clientOf(await startedAthena({ sessions }));
    const input = { SessionId, MaxResults: 1 };
    const ofExecutors = await client.send(new ListExecutorsCommand(input));
    const ofSession = await client.send(new ListCalculationExecutionsCommand({ ...input, SessionId: "t" }));
    const ofState = await client.send(new ListCalculationExecutionsCommand({ ...input, StateFilter: "COMPLETED" }));
    for (const { NextToken } of [ofExecutors, ofSession, ofState]) {
      expect(NextToken).toBeTypeOf("string");
      const refusal = client.send(new ListCalculationExecutionsCommand({ ...input, NextToken }));
      await expect(refusal).rejects.toMatchObject({
        name: "InvalidRequestException",
        message: `The nextPageToken is malformed: ${NextToken}`,
      });
    }
  });

  it("has a quota of its own", async () => {
    const client = await clientWith([], { quota: { rate: 0.001, burst: 1 } });
    await client.send(new ListExecutorsCommand({ SessionId }));
    const ask = () => client.send(new ListCalculationExecutionsCommand({ SessionId }));
    await expect(ask()).resolves.toMatchObject({ Calculations: [] });
    await expect(ask()).rejects.toMatchObject({ name: "ThrottlingException", message: "Rate exceeded" });
  });

  it("fails as it is told, and has empty pages and tokens that expire like every listing", async () => {
    const throttled = await clientWith(calculations(1), { faults: [{ type: "throttle" }] });
    await expect(listed(throttled)).rejects.toMatchObject({ name: "ThrottlingException" });
    const withEmptyPage = await clientWith(calculations(3), { emptyPages: [2] });
    expect(await listed(withEmptyPage, { MaxResults: 2 })).toEqual([["3", "2"], [], ["1"]]);
    const expiring = await clientWith(calculations(3), { tokens: { maxUses: 0 } });
    await expect(listed(expiring, { MaxResults: 2 })).rejects.toMatchObject({ name: "InvalidRequestException" });
  });
});
