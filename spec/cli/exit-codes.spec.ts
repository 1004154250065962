import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { builtCommand, ended, localEnvironment } from "../support/command.js";
import { startedAthena } from "../support/started-athena.js";
import { until } from "../support/waiting.js";

const command = builtCommand();
const oneLine = /^[^\n]+\n$/;

describe("The exit codes of the command", () => {
  it.each([
    { words: ["lst"], says: 'Unknown verb "lst". Accepted: list, usage, watch, timeline, serve.' },
    { words: ["list", "--sesion-id", "a"], says: "Unknown flag --sesion-id. Accepted: --session-id, --work-group" },
    { words: ["list", "my-session"], says: "Unexpected my-session. Accepted: --session-id" },
    { words: ["list"], says: "Give a --session-id or a --work-group, or --demo for an embedded session." },
    { words: ["watch"], says: "Give a --session-id, or --demo for an embedded session." },
    { words: ["list", "--session-id"], says: "--session-id needs a value." },
    { words: ["list", "--session-id", ""], says: "Expected --session-id to have a value." },
    { words: ["list", "--session-id", "a".repeat(257)], says: "at most 256 characters" },
    { words: ["list", "--demo=yes"], says: "--demo takes no value." },
    { words: ["list", "--demo", "--region", "x"], says: "--demo and --region exclude each other. Leave one out." },
    { words: ["list", "--session-id", "a", "--work-group", "b"], says: "exclude each other" },
    { words: ["list", "--demo", "--live", "--state", "FAILED"], says: "--live and --state exclude each other" },
    { words: ["list", "--demo", "--session-state", "IDLE"], says: "--session-state needs a --work-group." },
    { words: ["list", "--demo", "--state", "DONE"], says: "Expected --state to be one of CREATING, CREATED, REGIS" },
    { words: ["list", "--demo", "-o", "xml"], says: "Expected --output to be one of table, text, json, ndjson, csv" },
    { words: ["watch", "--demo", "-o", "json"], says: "Expected --output to be one of table, text, ndjson" },
    { words: ["list", "--demo", "--page-size", "101"], says: "Expected --page-size to be an integer from 1 to 100" },
    { words: ["list", "--demo", "--max-items", "-1"], says: "--max-items" },
    { words: ["list", "--demo", "--since", "yesterday"], says: "Expected --since to be a duration such as 500ms" },
    { words: ["list", "--demo", "--limit", "10"], says: "Expected --limit to be calls per time, such as 10/2s" },
    { words: ["watch", "--demo", "--interval", "5"], says: "Expected --interval to be a duration such as 500ms" },
    { words: ["list", "--session-id", "a", "--endpoint-url", "x"], says: "Expected --endpoint-url to be a URL" },
    { words: ["list", "--demo", "--color", "red"], says: "Expected --color to be one of auto, on, off" },
    { words: ["serve", "--port", "http"], says: "Expected --port to be an integer from 0 to 65535" },
    { words: ["serve", "--file", "/nonexistent.json"], says: "Cannot read --file /nonexistent.json" },
  ])("are 252 with the message: $says", async ({ words, says }) => {
    const { code, stdout, stderr } = await command.run(words);
    expect(stderr).toContain(says);
    expect(stderr).toMatch(oneLine);
    expect({ code, stdout }).toEqual({ code: 252, stdout: "" });
  });

  it("are 252 without a verb, and the help is on stderr", async () => {
    const { code, stdout, stderr } = await command.run([]);
    expect({ code, stdout }).toEqual({ code: 252, stdout: "" });
    expect(stderr).toContain("npx athena-executors list --demo");
  });

  it("are 0 after --version and after --help, which begins with examples", async () => {
    for (const verb of ["list", "usage", "watch", "timeline", "serve"]) {
      const { code, stdout } = await command.run([verb, "--help"]);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^ {2}npx athena-executors ${verb}`));
      expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    }
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await command.run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("are 253 without a region or credentials, with advice", async () => {
    const credentials = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
    const words = ["list", "--session-id", "a"];
    const [noRegion, noCredentials] = await Promise.all([
      command.run(words, credentials),
      command.run(words, { AWS_REGION: "us-east-1" }),
    ]);
    expect(noRegion).toMatchObject({ code: 253, stdout: "" });
    expect(noRegion.stderr).toBe("Region is missing. Give a --region, or set AWS_REGION.\n");
    expect(noCredentials).toMatchObject({ code: 253, stdout: "" });
    expect(noCredentials.stderr).toMatch(/AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give a --profile\.\n$/);
  });

  it("are 254 for an error of the service, with its text and a hint", async () => {
    const athena = await startedAthena();
    const { code, stdout, stderr } = await command.run(["list", "--session-id", "gone"], localEnvironment(athena.url));
    expect(stderr).toMatch(
      /^ResourceNotFoundException: Session gone was not found\. Check .*--region and --profile\.\n$/,
    );
    expect({ code, stdout }).toEqual({ code: 254, stdout: "" });
  });

  it("are 255 for a port in use, with the advice --port 0", async () => {
    const athena = await startedAthena();
    const { code, stderr } = await command.run(["serve", "--port", new URL(athena.url).port]);
    expect(stderr).toMatch(/^Port \d+ is taken\. Give another --port, or --port 0 for any\.\n$/);
    expect(code).toBe(255);
  });

  it.each(["list", "watch"])("are 130 after Ctrl-C during %s, with a summary", async (verb) => {
    const athena = await startedAthena({
      sessions: [{ SessionId: "a", State: "BUSY", executors: [1, 2, 3].map((n) => ({ ExecutorId: `executor-${n}` })) }],
      faults: [undefined, { type: "hang" }, { type: "hang" }],
    });
    const words = [verb, "--session-id", "a", "-o", "ndjson", "--page-size", verb === "list" ? "1" : "100"];
    const child = command.start(
      [...words, ...(verb === "watch" ? ["--interval", "10ms"] : [])],
      localEnvironment(athena.url),
    );
    const end = ended(child);
    await until(() => {
      expect(athena.requests.length).toBeGreaterThan(1);
    });
    child.kill("SIGINT");
    const { code, stderr } = await end;
    expect(stderr).toMatch(/^Interrupted.* [13] executors?\b.*\n$/);
    expect(code).toBe(130);
  });
});
