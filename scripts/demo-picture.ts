import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors } from "athena-executors";
import { startLocalAthena } from "athena-executors/testing";
import { demoSessions } from "../lib/cli/demo.js";
import { sessionPicture } from "../lib/cli/timeline-picture.js";

/** Draws the session of `--demo` at a fixed time, so that every run draws the same picture. */
export async function demoPicture(): Promise<string> {
  const now = new Date("2026-11-22T19:20:00Z");
  const athena = await startLocalAthena({ sessions: demoSessions(now), now: () => now.getTime() });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ endpoint: athena.url, region: "us-east-1", credentials });
  try {
    const executors = await listExecutors({ client }, { SessionId: "my-session" }).toArray();
    return sessionPicture("my-session", executors, now);
  } finally {
    client.destroy();
    await athena.close();
  }
}
