import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { demoPicture } from "../../scripts/demo-picture.js";
import { builtCommand, localEnvironment, parseCsv } from "../support/command.js";
import { startedAthena } from "../support/started-athena.js";

const command = builtCommand();
const at = (minute: number): number => Date.UTC(2026, 10, 22, 19, minute);

const sessions = [
  {
    SessionId: "a",
    State: "TERMINATED" as const,
    executors: [
      { ExecutorId: "<&1\u001B", ExecutorType: "COORDINATOR", ExecutorState: "TERMINATED", from: 0, to: 50 },
      { ExecutorId: "2", ExecutorType: "WORKER", ExecutorState: "TERMINATED", from: 10, to: 30 },
      { ExecutorId: "3", ExecutorType: "WORKER", ExecutorState: "FAILED", from: 10, to: 15 },
    ].map(({ from, to, ...executor }) => ({
      ...executor,
      ExecutorSize: 1,
      StartDateTime: at(from),
      TerminationDateTime: at(to),
    })),
  },
  { SessionId: "empty", executors: [] },
];

async function timeline(format: string, sessionId = "a", env: NodeJS.ProcessEnv = {}): Promise<string> {
  const athena = await startedAthena({ sessions });
  const words = ["timeline", "--session-id", sessionId, "-o", format];
  const { code, stdout } = await command.run(words, { ...localEnvironment(athena.url), ...env });
  expect(code).toBe(0);
  return stdout;
}

describe("The command timeline", () => {
  it("prints the steps as JSON", async () => {
    expect(JSON.parse(await timeline("json"))).toEqual([
      { at: "2026-11-22T19:00:00.000Z", executors: 1, dpus: 1, byType: { COORDINATOR: 1 } },
      { at: "2026-11-22T19:10:00.000Z", executors: 3, dpus: 3, byType: { COORDINATOR: 1, WORKER: 2 } },
      { at: "2026-11-22T19:15:00.000Z", executors: 2, dpus: 2, byType: { COORDINATOR: 1, WORKER: 1 } },
      { at: "2026-11-22T19:30:00.000Z", executors: 1, dpus: 1, byType: { COORDINATOR: 1 } },
      { at: "2026-11-22T19:50:00.000Z", executors: 0, dpus: 0, byType: {} },
    ]);
  });

  it("prints the steps as CSV", async () => {
    const [header, first, second] = parseCsv(await timeline("csv"));
    expect(header).toEqual(["at", "executors", "dpus", "COORDINATOR", "GATEWAY", "WORKER", "UNKNOWN"]);
    expect(first).toEqual(["2026-11-22T19:00:00.000Z", "1", "1", "1", "0", "0", "0"]);
    expect(second).toEqual(["2026-11-22T19:10:00.000Z", "3", "3", "1", "0", "2", "0"]);
  });

  it.each([30, 80, 200])("draws a chart that fits %i columns", async (width) => {
    const lines = (await timeline("table", "a", { COLUMNS: String(width) })).split("\n");
    const chart = lines.slice(0, lines.indexOf(""));
    expect(chart.filter((line) => line.length > width)).toEqual([]);
    expect(chart.filter((line) => line.includes("█")).length).toBeGreaterThan(3);
    expect(chart.at(-1)).toMatch(/19:\d0/);
    expect(lines).toContain("Peak: 3 DPUs at 19:10:00");
  });

  it("draws every executor of a session in a well-formed SVG", async () => {
    const svg = await timeline("svg");
    expect(svg.match(/<rect [^>]*><title>/g)).toHaveLength(3);
    expect(svg).toContain("<title>&lt;&amp;1\uFFFD, COORDINATOR, TERMINATED, 19:00:00 to 19:50:00 UTC, 50m00s</title>");
    expect(svg).toContain('<rect class="FAILED"');
    expect(svg).toContain("prefers-color-scheme: dark");
    expect(openElements(svg)).toEqual([]);
  });

  it.each(["json", "csv", "svg", "table"])("prints a session without executors as %s", async (format) => {
    const stdout = await timeline(format, "empty");
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
    if (format === "json") expect(JSON.parse(stdout)).toEqual([]);
  });
});

describe("The picture in the documentation", () => {
  it("is the output of scripts/draw-session.ts", async () => {
    expect(readFileSync("docs/session.svg", "utf8")).toBe(await demoPicture());
  });
});

/** Returns the unclosed elements of a text without comments. */
function openElements(xml: string): string[] {
  const open: string[] = [];
  for (const [, end, name = "", , empty] of xml.matchAll(/<(\/?)(\w+)((?:\s[\w-]+="[^"<]*")*)(\/?)>/g)) {
    if (end === "/") expect(open.pop()).toBe(name);
    else if (empty === "") open.push(name);
  }
  expect(xml.replace(/<(\/?)(\w+)((?:\s[\w-]+="[^"<]*")*)(\/?)>/g, "")).not.toMatch(/[<]|&(?!amp;|lt;|gt;|quot;)/);
  return open;
}
