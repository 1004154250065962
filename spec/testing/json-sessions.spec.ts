import {
  GetSessionCommand,
  GetSessionStatusCommand,
  ListCalculationExecutionsCommand,
  ListExecutorsCommand,
} from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import type { LocalAthenaOptions, LocalSession } from "../../lib/testing/index.js";
import { listIds } from "../support/listing.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

const SessionId = "s";
const start = new Date("2026-01-31T12:00:00.000Z");

/** Converts sessions to JSON and back. */
function fromJson(sessions: NonNullable<LocalAthenaOptions["sessions"]>): NonNullable<LocalAthenaOptions["sessions"]> {
  return JSON.parse(JSON.stringify(sessions)) as NonNullable<LocalAthenaOptions["sessions"]>;
}

describe("Sessions from JSON", () => {
  it.each<LocalSession["StartDateTime"]>([
    start,
    "2026-01-31T12:00:00Z",
    "2026-01-31T14:30:00.000+02:30",
    start.getTime(),
    start.getTime() / 1000,
  ])("The time %j is accepted for sessions and calculations", async (time) => {
    const Status = { State: "COMPLETED", SubmissionDateTime: time, CompletionDateTime: time } as const;
    const sessions = fromJson([{ SessionId, StartDateTime: time, executors: [], calculations: [{ Status }] }]);
    const client = clientOf(await startedAthena({ sessions }));
    const session = await client.send(new GetSessionStatusCommand({ SessionId }));
    expect(session.Status?.StartDateTime).toEqual(start);
    const { Calculations } = await client.send(new ListCalculationExecutionsCommand({ SessionId }));
    expect(Calculations?.[0]?.Status).toMatchObject({ SubmissionDateTime: start, CompletionDateTime: start });
  });

  it("A date without time is midnight UTC", async () => {
    const client = clientOf(
      await startedAthena({ sessions: [{ SessionId, StartDateTime: "2026-01-31", executors: [] }] }),
    );
    const { Status } = await client.send(new GetSessionStatusCommand({ SessionId }));
    expect(Status?.StartDateTime).toEqual(new Date("2026-01-31T00:00:00Z"));
  });

  it("Data, changes and order of a session survive JSON", async () => {
    const sessions = fromJson([
      {
        SessionId,
        WorkGroup: "spark",
        State: "BUSY",
        Description: "nightly",
        StartDateTime: start,
        executors: [
          { ExecutorId: "old", StartDateTime: 1, ExecutorState: "TERMINATED", TerminationDateTime: 2, ExecutorSize: 1 },
          { ExecutorId: "new", StartDateTime: 2 },
        ],
        order: "as given",
        beforePage: [undefined, { joined: [{ ExecutorId: "joined" }], State: "IDLE", StateChangeReason: "done" }],
      },
    ]);
    const client = clientOf(await startedAthena({ sessions: fromJson(sessions) }));
    expect(await listIds(client, { SessionId })).toEqual([["old", "new"]]);
    expect(await listIds(client, { SessionId })).toEqual([["joined", "old", "new"]]);
    const session = await client.send(new GetSessionCommand({ SessionId }));
    expect(session).toMatchObject({ WorkGroup: "spark", Description: "nightly", Status: { State: "IDLE" } });
  });

  it("A member of an executor that is null counts as absent", async () => {
    const sessions = [{ SessionId, executors: JSON.parse('[{"ExecutorId":"e","StartDateTime":null}]') as [] }];
    const client = clientOf(await startedAthena({ sessions }));
    const { ExecutorsSummary } = await client.send(new ListExecutorsCommand({ SessionId }));
    expect(ExecutorsSummary).toEqual([{ ExecutorId: "e" }]);
  });

  it("A living session survives JSON", async () => {
    const life = { seed: 7, speed: 10, calculations: 1e9, failureRate: 0, timeUnit: "seconds" } as const;
    const sessions = fromJson([{ SessionId, StartDateTime: start.getTime(), life }]);
    const client = clientOf(await startedAthena({ sessions, now: () => start.getTime() + 60_000 }));
    const { ExecutorsSummary = [] } = await client.send(new ListExecutorsCommand({ SessionId }));
    expect(ExecutorsSummary.length).toBeGreaterThan(2);
  });
});
