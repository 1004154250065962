import { describe, expect, it } from "vitest";
import type { LocalExecutor } from "athena-executors/testing";
import { builtCommand, localEnvironment, parseCsv } from "../support/command.js";
import { startedAthena } from "../support/started-athena.js";

const command = builtCommand();

const hostile = 'evil\u001B[2J\u009B31m\r\nid\t\u202E,"x"\u2028';

const obeyed = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E]/;

function executors(count: number): LocalExecutor[] {
  return Array.from({ length: count }, (_, index) => ({
    ExecutorId: `executor-${String(index).padStart(3, "0")}`,
    ExecutorType: "WORKER",
    ExecutorState: index % 2 === 0 ? "REGISTERED" : "TERMINATED",
    ExecutorSize: 1,
    StartDateTime: Date.UTC(2026, 10, 22, 19, 0, 0) - index * 1000,
    ...(index % 2 === 1 && { TerminationDateTime: Date.UTC(2026, 10, 22, 20, 0, 0) }),
  }));
}

describe("The command list --demo", () => {
  it("lists the same executors at every run", async () => {
    const ids = async (): Promise<string[]> => {
      const { stdout } = await command.run(["list", "--demo", "-o", "json"]);
      return (JSON.parse(stdout) as { ExecutorId: string }[]).map(({ ExecutorId }) => ExecutorId);
    };
    const first = await ids();
    expect(first.length).toBeGreaterThan(20);
    expect(first.filter((id) => !/^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/.test(id))).toEqual([]);
    expect(await ids()).toEqual(first);
  });

  it("prints text with tabs and without a header if not on a terminal", async () => {
    const { stdout, stderr } = await command.run(["list", "--demo"], { AWS_DEFAULT_OUTPUT: "json" });
    const lines = stdout.trimEnd().split("\n");
    expect(new Set(lines.map((line) => line.split("\t").length))).toEqual(new Set([6]));
    expect(stdout).not.toContain("EXECUTOR");
    expect(stderr).toBe("");
  });

  it.each([40, 60, 80, 120, 200])("fits a table into %i columns with whole ids", async (width) => {
    const { stdout } = await command.run(["list", "--demo", "-o", "table"], { COLUMNS: String(width) });
    const [header = "", ...lines] = stdout.split("\n");
    const rows = lines.slice(0, lines.indexOf(""));
    expect([header, ...rows].filter((line) => line.length > width)).toEqual([]);
    expect(rows.filter((line) => !/^[\da-f-]{36}( |$)/.test(line))).toEqual([]);
    expect(header.includes("STATE")).toBe(width > 50);
  });

  it("truncates the session column of a workgroup before the ids", async () => {
    const { stdout } = await command.run(["list", "--demo", "--work-group", "primary", "-o", "table"]);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^SESSION +EXECUTOR +TYPE +STATE$/);
    expect(lines.some((line) => /^my-session +[\da-f-]{36} /.test(line))).toBe(true);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe("The command list", () => {
  it("prints all executors of a session in every format", async () => {
    const athena = await startedAthena({ sessions: [{ SessionId: "a", executors: executors(25) }] });
    const run = (format: string) =>
      command.run(["list", "--session-id", "a", "--page-size", "10", "-o", format], localEnvironment(athena.url));
    const [json, ndjson, csv, text, table] = await Promise.all(["json", "ndjson", "csv", "text", "table"].map(run));
    const expected = executors(25).map(({ ExecutorId }) => ExecutorId);
    const ids = (records: unknown[]) => records.map((record) => (record as { ExecutorId: string }).ExecutorId);
    const lines = (ndjson?.stdout ?? "").trimEnd().split("\n");

    expect(ids(JSON.parse(json?.stdout ?? "") as unknown[])).toEqual(expected);
    expect(ids(lines.map((line) => JSON.parse(line) as unknown))).toEqual(expected);
    const [header, ...rows] = parseCsv(csv?.stdout ?? "");
    expect(header?.slice(0, 3)).toEqual(["ExecutorId", "ExecutorType", "ExecutorState"]);
    expect(rows.map(([id]) => id)).toEqual(expected);
    expect(
      (text?.stdout ?? "")
        .trimEnd()
        .split("\n")
        .map((line) => line.split("\t")[0]),
    ).toEqual(expected);
    expect(table?.stdout).toContain("25 executors: 13 live (13 DPUs in use), 12 terminated, 0 failed\n");
    expect(JSON.parse(lines[1] ?? "")).toEqual({
      ExecutorId: "executor-001",
      ExecutorType: "WORKER",
      ExecutorState: "TERMINATED",
      StartDateTime: "2026-11-22T18:59:59.000Z",
      TerminationDateTime: "2026-11-22T20:00:00.000Z",
      ExecutorSize: 1,
    });
  });

  it.each([
    { format: "json", printed: "[]\n" },
    {
      format: "csv",
      printed: "ExecutorId,ExecutorType,ExecutorState,StartDateTime,TerminationDateTime,ExecutorSize\r\n",
    },
    { format: "ndjson", printed: "" },
    { format: "text", printed: "" },
    { format: "table", printed: "0 executors: 0 live (0 DPUs in use), 0 terminated, 0 failed\n" },
  ])("prints data only for an empty session as $format", async ({ format, printed }) => {
    const athena = await startedAthena({ sessions: [{ SessionId: "a", executors: [] }] });
    const words = ["list", "--session-id", "a", "-o", format];
    expect(await command.run(words, localEnvironment(athena.url))).toEqual({ code: 0, stdout: printed, stderr: "" });
  });

  it.each([
    { flags: ["--state", "TERMINATED"], count: 12 },
    { flags: ["--state", "terminated", "--state", "FAILED"], count: 12 },
    { flags: ["--live"], count: 13 },
    { flags: ["--since", "2026-11-22T18:59:55Z"], count: 5 },
    { flags: ["--max-items", "7"], count: 7 },
  ])("lists $count of 25 executors with $flags", async ({ flags, count }) => {
    const athena = await startedAthena({ sessions: [{ SessionId: "a", executors: executors(25) }] });
    const words = ["list", "--session-id", "a", ...flags];
    const { stdout, stderr } = await command.run(words, localEnvironment(athena.url));
    expect(stdout.trimEnd().split("\n")).toHaveLength(count);
    expect(stderr).toBe(flags[0] === "--max-items" ? "Stopped at --max-items 7: there may be more executors.\n" : "");
  });

  it("does not print escape codes and line breaks of an answer", async () => {
    const sessions = [{ SessionId: "a", executors: [{ ExecutorId: hostile, ExecutorState: "\u001B[31mRED" }] }];
    const athena = await startedAthena({ sessions });
    for (const format of ["table", "text", "json", "ndjson", "csv"]) {
      const words = ["list", "--session-id", "a", "-o", format, "--color", "off"];
      const { stdout } = await command.run(words, localEnvironment(athena.url));
      expect(stdout.replace(/\r\n/g, "\n"), format).not.toMatch(obeyed);
      if (format === "json") expect(JSON.parse(stdout)).toMatchObject([{ ExecutorId: hostile }]);
      if (format === "csv") expect(parseCsv(stdout)[1]?.[0]).toContain(',"x"');
    }
  });

  it.each([
    { format: "json", lines: 0 },
    { format: "table", lines: 0 },
    { format: "ndjson", lines: 10 },
    { format: "csv", lines: 11 },
  ])("exits with 254 after $lines lines as $format if page 2 fails", async ({ format, lines }) => {
    const athena = await startedAthena({
      sessions: [{ SessionId: "a", executors: executors(25) }],
      faults: [undefined, { type: "error", status: 400, name: "AccessDeniedException", message: "No" }],
    });
    const words = ["list", "--session-id", "a", "--page-size", "10", "-o", format];
    const { code, stdout, stderr } = await command.run(words, localEnvironment(athena.url));
    expect(stdout.split("\n")).toHaveLength(lines + 1);
    expect(stderr).toBe("AccessDeniedException: No. Ask for the permission, or give another --profile.\n");
    expect(code).toBe(254);
  });

  it("prints the reason of retries every 30 s if not on a terminal", async () => {
    const throttle = { type: "throttle", retryAfter: 0.01 } as const;
    const athena = await startedAthena({
      sessions: [{ SessionId: "a", executors: executors(1) }],
      faults: [throttle, throttle],
    });
    const { code, stderr } = await command.run(["list", "--session-id", "a"], localEnvironment(athena.url));
    expect(stderr).toBe("ThrottlingException: Rate exceeded. Attempt 2 follows.\n");
    expect(code).toBe(0);
  });

  it("does not print a token that the service echoes in an error", async () => {
    const athena = await startedAthena({
      sessions: [{ SessionId: "a", executors: executors(250) }],
      tokens: { maxUses: 0 },
    });
    const words = ["list", "--session-id", "a", "--page-size", "10"];
    const { code, stderr } = await command.run(words, localEnvironment(athena.url));
    expect(code).toBe(254);
    expect(stderr).toContain("The nextPageToken is malformed: …");
    const tokens = athena.requests.flatMap(({ input }) => (input as { NextToken?: string }).NextToken ?? []);
    expect(tokens).not.toEqual([]);
    expect(tokens.filter((token) => stderr.includes(token))).toEqual([]);
  });
});
