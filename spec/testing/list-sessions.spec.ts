import {
  InvalidRequestException,
  ListSessionsCommand,
  type ListSessionsCommandInput,
  type ListSessionsCommandOutput,
} from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";

import type { LocalSession } from "../../lib/testing/index.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

const WorkGroup = "spark";
const states = ["CREATING", "CREATED", "IDLE", "BUSY", "TERMINATING", "TERMINATED", "DEGRADED", "FAILED"] as const;

function inEveryState(): LocalSession[] {
  return states.map((State, index) => ({
    SessionId: `session-${State}`,
    WorkGroup,
    State,
    StartDateTime: new Date(1_700_000_000_000 + index),
    executors: [],
  }));
}

describe("ListSessions of the embedded endpoint", () => {
  it("ListSessions lists active sessions by default, newest first", async () => {
    const other = { SessionId: "session-of-another", executors: [] };
    const client = clientOf(await startedAthena({ sessions: [other, ...inEveryState()] }));
    const { Sessions = [] } = await client.send(new ListSessionsCommand({ WorkGroup }));
    expect(Sessions.map(({ Status }) => Status?.State)).toEqual(["BUSY", "IDLE", "CREATED", "CREATING"]);
  });

  it.each(states)("A state filter lists only sessions in that state: %s", async (StateFilter) => {
    const client = clientOf(await startedAthena({ sessions: inEveryState() }));
    const { Sessions = [] } = await client.send(new ListSessionsCommand({ WorkGroup, StateFilter }));
    expect(Sessions.map(({ SessionId }) => SessionId)).toEqual([`session-${StateFilter}`]);
  });

  it("A session summary has the members of the service", async () => {
    const StartDateTime = new Date("2025-01-02T03:04:05.678Z");
    const sessions = [{ SessionId: "session-1", Description: "nightly", StartDateTime, executors: [] }];
    const client = clientOf(await startedAthena({ sessions }));
    const { Sessions, NextToken } = await client.send(new ListSessionsCommand({ WorkGroup: "primary" }));
    const engine = "PySpark engine version 3";
    expect(Sessions).toEqual([
      {
        SessionId: "session-1",
        Description: "nightly",
        EngineVersion: { SelectedEngineVersion: engine, EffectiveEngineVersion: engine },
        Status: { State: "IDLE", StartDateTime, LastModifiedDateTime: StartDateTime },
      },
    ]);
    expect(NextToken).toBeUndefined();
  });

  it("Sessions without start time keep the given order over pages", async () => {
    const sessions = ["a", "b", "c"].map((SessionId) => ({ SessionId, executors: [] }));
    let clock = 1_700_000_000_000;
    const client = clientOf(await startedAthena({ sessions, now: () => (clock += 1) }));
    const first = await client.send(new ListSessionsCommand({ WorkGroup: "primary", MaxResults: 2 }));
    const { NextToken } = first;
    const second = await client.send(new ListSessionsCommand({ WorkGroup: "primary", MaxResults: 2, NextToken }));
    expect(first.Sessions?.map(({ SessionId }) => SessionId)).toEqual(["a", "b"]);
    expect(second.Sessions?.map(({ SessionId }) => SessionId)).toEqual(["c"]);
    expect(second.NextToken).toBeUndefined();
  });

  it("Tokens of another workgroup or state are refused", async () => {
    const sessions = ["a", "b"].flatMap((SessionId) => [
      { SessionId, executors: [] },
      { SessionId: `spark-${SessionId}`, WorkGroup, executors: [] },
    ]);
    const client = clientOf(await startedAthena({ sessions }));
    const list = (input: Partial<ListSessionsCommandInput>): Promise<ListSessionsCommandOutput> =>
      client.send(new ListSessionsCommand({ WorkGroup, MaxResults: 1, ...input }));
    const { NextToken } = await list({});
    expect((await list({ NextToken })).Sessions).toHaveLength(1);
    for (const other of [{ WorkGroup: "primary" }, { StateFilter: "IDLE" }] as const) {
      await expect(list({ NextToken, ...other })).rejects.toThrow(InvalidRequestException);
    }
  });

  it("The workgroup primary always exists", async () => {
    const client = clientOf(await startedAthena());
    expect((await client.send(new ListSessionsCommand({ WorkGroup: "primary" }))).Sessions).toEqual([]);
  });

  it("A workgroup without sessions is refused", async () => {
    const client = clientOf(await startedAthena({ sessions: inEveryState() }));
    await expect(client.send(new ListSessionsCommand({ WorkGroup: "nobody" }))).rejects.toMatchObject({
      name: "InvalidRequestException",
      AthenaErrorCode: "INVALID_INPUT",
      message: "WorkGroup is not found.",
    });
  });
});
