import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AthenaClient, ListExecutorsCommand, ListSessionsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it, onTestFinished } from "vitest";
import { builtCommand, ended, localEnvironment } from "../support/command.js";
import { clientOf } from "../support/started-athena.js";

const command = builtCommand();

interface Served {
  readonly url: string;
  readonly client: AthenaClient;
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

async function served(...flags: string[]): Promise<Served> {
  const child = command.start(["serve", "--port", "0", ...flags]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const stop = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return (await end).code;
  };
  const url = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const [found] = /http:\/\/[\d.]+:\d+/.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", () => {
      reject(new Error(`serve exited early: ${text}`));
    });
  });
  const end = ended(child);
  return { url, stop, client: clientOf({ url } as Parameters<typeof clientOf>[0]) };
}

describe("The command serve", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("exits with 0 on %s and closes its port", async (signal) => {
    const { url, stop } = await served();
    expect(await stop(signal)).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it("serves living sessions, one of them named my-session", async () => {
    const { client } = await served();
    const { Sessions = [] } = await client.send(new ListSessionsCommand({ WorkGroup: "primary" }));
    expect(Sessions.map(({ SessionId }) => SessionId)).toContain("my-session");
    expect(Sessions.length).toBeGreaterThan(1);
    const { ExecutorsSummary = [] } = await client.send(new ListExecutorsCommand({ SessionId: "my-session" }));
    expect(ExecutorsSummary.length).toBeGreaterThan(20);
  });

  it("works with the other verbs of the command", async () => {
    const { url } = await served();
    const words = ["list", "--session-id", "my-session", "--endpoint-url", url, "--page-size", "20", "-o", "json"];
    const { code, stdout } = await command.run(words, { ...localEnvironment(""), AWS_ENDPOINT_URL_ATHENA: undefined });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as unknown[]).length).toBeGreaterThan(20);
  });

  it("serves the sessions of a file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sessions-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "sessions.json");
    const executors = [{ ExecutorId: "1", ExecutorState: "REGISTERED" }];
    await writeFile(file, JSON.stringify([{ SessionId: "s", StartDateTime: "2026-11-22T19:00:00Z", executors }]));
    const { client } = await served("--file", file);
    const { ExecutorsSummary } = await client.send(new ListExecutorsCommand({ SessionId: "s" }));
    expect(ExecutorsSummary).toEqual(executors);
  });

  it.each([
    { content: "{}", says: "to hold a JSON array of sessions" },
    { content: "[", says: "Cannot read --file" },
    { content: '[{"SessionId":1}]', says: "Cannot serve --file" },
  ])("refuses a file with $content", async ({ content, says }) => {
    const folder = await mkdtemp(join(tmpdir(), "sessions-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "sessions.json");
    await writeFile(file, content);
    const { code, stderr } = await command.run(["serve", "--port", "0", "--file", file]);
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(252);
  });
});
