import {
  GetSessionCommand,
  GetSessionStatusCommand,
  ListCalculationExecutionsCommand,
  ListExecutorsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-athena";
import type { AthenaClient } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";

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
