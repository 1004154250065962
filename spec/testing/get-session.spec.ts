import {
  GetSessionCommand,
  GetSessionStatusCommand,
  ListCalculationExecutionsCommand,
  ListExecutorsCommand,
  ResourceNotFoundException,
  type AthenaClient,
} from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";

import type { LocalExecutor, LocalSession } from "../../lib/testing/index.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

const SessionId = "session-1";
const StartDateTime = new Date("2025-01-02T03:04:05.678Z");
const sessions = [
  {
    SessionId,
    WorkGroup: "spark",
    State: "BUSY",
    Description: "nightly",
    StartDateTime,
    executors: [],
  },
] as const;
const Status = { State: "BUSY", StartDateTime, LastModifiedDateTime: StartDateTime };

describe("GetSession and GetSessionStatus of the embedded endpoint", () => {
  it("GetSession returns the details of a session", async () => {
    const client = clientOf(await startedAthena({ sessions }));
    expect(await client.send(new GetSessionCommand({ SessionId }))).toMatchObject({
      SessionId,
      WorkGroup: "spark",
      Description: "nightly",
      EngineVersion: "PySpark engine version 3",
      EngineConfiguration: { CoordinatorDpuSize: 1, MaxConcurrentDpus: 20, DefaultExecutorDpuSize: 1 },
      Status,
    });
  });

  it("GetSessionStatus returns the status of a session", async () => {
    const client = clientOf(await startedAthena({ sessions }));
    const { $metadata, ...output } = await client.send(new GetSessionStatusCommand({ SessionId }));
    expect(output).toEqual({ SessionId, Status });
    expect($metadata.httpStatusCode).toBe(200);
  });

  it("A session is idle and started with the endpoint by default", async () => {
    const before = Date.now();
    const client = clientOf(await startedAthena({ sessions: [{ SessionId, executors: [] }] }));
    const { Status: status } = await client.send(new GetSessionStatusCommand({ SessionId }));
    expect(status?.State).toBe("IDLE");
    expect(status?.StartDateTime?.getTime()).toBeGreaterThanOrEqual(before);
    expect(status?.StartDateTime?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  const input = { SessionId: "session-2" };
  it.each([
    { operation: "GetSession", ask: (client: AthenaClient) => client.send(new GetSessionCommand(input)) },
    { operation: "GetSessionStatus", ask: (client: AthenaClient) => client.send(new GetSessionStatusCommand(input)) },
    { operation: "ListExecutors", ask: (client: AthenaClient) => client.send(new ListExecutorsCommand(input)) },
    {
      operation: "ListCalculationExecutions",
      ask: (client: AthenaClient) => client.send(new ListCalculationExecutionsCommand(input)),
    },
  ])("$operation refuses an unknown session", async ({ ask }) => {
    const refusal = ask(clientOf(await startedAthena({ sessions })));
    await expect(refusal).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(refusal).rejects.toMatchObject({
      message: "Session session-2 was not found",
      ResourceName: "session-2",
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe("The statistics of GetSession", () => {
  const T = 1_800_000_000_000;
  const now = (): number => T + 60_000;

  /** Returns the DPU milliseconds of a session with these executors. */
  async function dpuMilliseconds(session: Omit<LocalSession, "SessionId">): Promise<number | undefined> {
    const client = clientOf(await startedAthena({ now, sessions: [{ SessionId, ...session }] }));
    return (await client.send(new GetSessionCommand({ SessionId }))).Statistics?.DpuExecutionInMillis;
  }

  it.each<{ what: string; executor: Omit<LocalExecutor, "ExecutorId">; expected: number }>([
    {
      what: "A live executor counts until now",
      executor: { ExecutorState: "REGISTERED", StartDateTime: T, ExecutorSize: 1 },
      expected: 60_000,
    },
    {
      what: "An executor counts with its size",
      executor: { StartDateTime: T, ExecutorSize: 4 },
      expected: 240_000,
    },
    {
      what: "An ended executor counts until its end",
      executor: { ExecutorState: "TERMINATED", StartDateTime: T, TerminationDateTime: T + 1500, ExecutorSize: 2 },
      expected: 3000,
    },
    {
      what: "Times in seconds count as seconds",
      executor: { StartDateTime: T / 1000, TerminationDateTime: T / 1000 + 2, ExecutorSize: 1 },
      expected: 2000,
    },
    {
      what: "An ended executor without end counts as 0",
      executor: { ExecutorState: "FAILED", StartDateTime: T, TerminationDateTime: 0, ExecutorSize: 1 },
      expected: 0,
    },
    {
      what: "An executor without start counts as 0",
      executor: { ExecutorState: "CREATING", StartDateTime: 0, ExecutorSize: 1 },
      expected: 0,
    },
    {
      what: "An executor without size counts as 0",
      executor: { ExecutorState: "REGISTERED", StartDateTime: T },
      expected: 0,
    },
    {
      what: "An executor that starts later counts as 0",
      executor: { ExecutorState: "REGISTERED", StartDateTime: T + 90_000, ExecutorSize: 1 },
      expected: 0,
    },
  ])("$what", async ({ executor, expected }) => {
    expect(await dpuMilliseconds({ executors: [{ ExecutorId: "e", ...executor }] })).toBe(expected);
  });

  it("The executors of a source are added up too", async () => {
    const one = (position: number): LocalExecutor => ({
      ExecutorId: `e${position}`,
      StartDateTime: T,
      TerminationDateTime: T + 10,
      ExecutorSize: 1,
    });
    const executors = {
      length: 2500,
      slice: (start: number, end: number) =>
        Array.from({ length: Math.min(end, 2500) - start }, (_, index) => one(start + index)),
    };
    expect(await dpuMilliseconds({ executors })).toBe(25_000);
  });

  it("The statistics of a living session are those of its executors", async () => {
    let time = T;
    const sessions = [{ SessionId, StartDateTime: T, life: { seed: 3, calculations: 1 } }];
    const client = clientOf(await startedAthena({ now: () => time, sessions }));
    let last = -1;
    for (const minutes of [0, 1, 2, 30]) {
      time = T + minutes * 60_000;
      const { Statistics } = await client.send(new GetSessionCommand({ SessionId }));
      const { ExecutorsSummary = [] } = await client.send(new ListExecutorsCommand({ SessionId }));
      const times = ExecutorsSummary.map(({ StartDateTime: start, TerminationDateTime: end = time }) =>
        start === undefined ? 0 : end - start,
      );
      expect(Statistics?.DpuExecutionInMillis).toBe(times.reduce((sum, each) => sum + each, 0));
      expect(Statistics?.DpuExecutionInMillis).toBeGreaterThan(last);
      last = Statistics?.DpuExecutionInMillis ?? NaN;
    }
  });
});
