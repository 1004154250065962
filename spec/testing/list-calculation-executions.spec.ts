import {
  ListCalculationExecutionsCommand,
  ListExecutorsCommand,
  type AthenaClient,
  type CalculationSummary,
  type ListCalculationExecutionsCommandInput,
} from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";

import type { LocalAthenaOptions } from "../../lib/testing/index.js";
import { executors } from "../support/executors.js";
import { clientOf, rawRequest, startedAthena } from "../support/started-athena.js";

const SessionId = "s";
const states = ["CREATING", "CREATED", "QUEUED", "RUNNING", "CANCELING", "CANCELED", "COMPLETED", "FAILED"] as const;

/** Makes calculation number n. Higher numbers are newer. */
function calculation(number: number, State: (typeof states)[number] = "COMPLETED"): CalculationSummary {
  const SubmissionDateTime = new Date(1_700_000_000_000 + number);
  return { CalculationExecutionId: `calculation-${number}`, Status: { State, SubmissionDateTime } };
}

/** Makes the calculations from 1 up to `newest`, oldest first. */
function calculations(newest: number): CalculationSummary[] {
  return Array.from({ length: newest }, (_, index) => calculation(index + 1));
}

async function clientWith(given: readonly CalculationSummary[], options: LocalAthenaOptions = {}) {
  const sessions = [{ SessionId, executors: executors(3), calculations: given }];
  return clientOf(await startedAthena({ sessions, ...options }));
}

/** Returns the ids on each page, without their common prefix. */
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
  it("A calculation is returned as given", async () => {
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

  it("Times of calculations are seconds since the epoch", async () => {
    const Status = { SubmissionDateTime: new Date(1_700_000_000_250), CompletionDateTime: new Date(1_700_000_001_500) };
    const athena = await startedAthena({ sessions: [{ SessionId, executors: [], calculations: [{ Status }] }] });
    const response = await rawRequest(athena, "ListCalculationExecutions", JSON.stringify({ SessionId }));
    expect(await response.json()).toEqual({
      Calculations: [{ Status: { SubmissionDateTime: 1_700_000_000.25, CompletionDateTime: 1_700_000_001.5 } }],
    });
  });

  it("Calculations are sorted, newest first", async () => {
    const tie = { ...calculation(2), CalculationExecutionId: "tie" };
    const bare = { CalculationExecutionId: "bare" };
    const created = { CalculationExecutionId: "created", Status: { State: "CREATING" as const } };
    const client = await clientWith([calculation(1), bare, calculation(2), tie, created, calculation(3)]);
    expect(await listed(client)).toEqual([["bare", "created", "3", "2", "tie", "1"]]);
  });

  it.each(states)("A state filter lists only calculations in that state: %s", async (StateFilter) => {
    const client = await clientWith([{}, ...states.map((state, index) => calculation(index, state))]);
    expect(await listed(client, { StateFilter })).toEqual([[String(states.indexOf(StateFilter))]]);
  });

  it("Calculations are paged with a token", async () => {
    const pages = [["4", "3"], ["2", "1"], []];
    expect(await listed(await clientWith(calculations(4)), { MaxResults: 2 })).toEqual(pages);
    const client = await clientWith(calculations(4), { tokenOnFullPage: false });
    expect(await listed(client, { MaxResults: 2 })).toEqual(pages.slice(0, 2));
  });

  it("A page has 100 calculations by default", async () => {
    const pages = await listed(await clientWith(calculations(120)));
    expect(pages.map(({ length }) => length)).toEqual([100, 20]);
  });

  it("A session has no calculations by default", async () => {
    const client = clientOf(await startedAthena({ sessions: [{ SessionId, executors: [] }] }));
    expect(await listed(client)).toEqual([[]]);
  });

  it("Later changes of the given array have no effect", async () => {
    const given = calculations(2);
    const client = await clientWith(given);
    given.pop();
    expect(await listed(client)).toEqual([["2", "1"]]);
  });

  it("Tokens of other listings are refused", async () => {
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

  it("ListCalculationExecutions has its own quota", async () => {
    const client = await clientWith([], { quota: { rate: 0.001, burst: 1 } });
    await client.send(new ListExecutorsCommand({ SessionId }));
    const ask = () => client.send(new ListCalculationExecutionsCommand({ SessionId }));
    await expect(ask()).resolves.toMatchObject({ Calculations: [] });
    await expect(ask()).rejects.toMatchObject({ name: "ThrottlingException", message: "Rate exceeded" });
  });

  it("Faults, empty pages and token lifetimes apply to calculations", async () => {
    const throttled = await clientWith(calculations(1), { faults: [{ type: "throttle" }] });
    await expect(listed(throttled)).rejects.toMatchObject({ name: "ThrottlingException" });
    const withEmptyPage = await clientWith(calculations(3), { emptyPages: [2] });
    expect(await listed(withEmptyPage, { MaxResults: 2 })).toEqual([["3", "2"], [], ["1"]]);
    const expiring = await clientWith(calculations(3), { tokens: { maxUses: 0 } });
    await expect(listed(expiring, { MaxResults: 2 })).rejects.toMatchObject({ name: "InvalidRequestException" });
  });
});
