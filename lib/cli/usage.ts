import { executorUsage, isLive, type ExecutorSummary } from "../index.js";
import type { Arguments } from "./arguments.js";
import { formatNumber, stateStyle, summaryLine } from "./executor-columns.js";
import type { Format } from "./flags.js";
import { collect, withListing, type ListedPage } from "./listing.js";
import { note, print, printLines } from "./output.js";
import { csvRecord, jsonArray, textLine, type Value } from "./records.js";
import { tableLines, type Column } from "./table.js";
import { clean, paintFor, widthOf, type Style } from "./terminal.js";

const UNKNOWN = "UNKNOWN";

/** A group of executors in the table. */
interface Row {
  readonly name: string;
  readonly style: Style | undefined;
  readonly executors: readonly ExecutorSummary[];
}

/** Adds up executors: `athena-executors usage`. */
export async function usage(options: Arguments, signal: AbortSignal): Promise<void> {
  await withListing(options, signal, async (pages) => {
    const now = new Date();
    if ("workGroup" in options.target) await printWorkGroup(await collectBySession(pages), now, options);
    else await printSession(await collect(pages), now, options);
  });
}

/** With the sessions that have no executors. */
async function collectBySession(pages: AsyncIterable<ListedPage>): Promise<ReadonlyMap<string, ExecutorSummary[]>> {
  const sessions = new Map<string, ExecutorSummary[]>();
  for await (const { sessionId, executors } of pages) {
    const collected = sessions.get(sessionId) ?? [];
    for (const executor of executors) collected.push(executor);
    sessions.set(sessionId, collected);
  }
  return sessions;
}

async function printSession(executors: readonly ExecutorSummary[], now: Date, options: Arguments): Promise<void> {
  const byState = groups(executors, ({ ExecutorState = UNKNOWN }) => ExecutorState);
  if (options.format !== "table") {
    const names = ["ExecutorState", "ExecutorType", "executors", "dpusInUse", "dpuHours", "unmeasured"];
    const rows = byState.flatMap(([state, ofState]) =>
      groups(ofState, ({ ExecutorType = UNKNOWN }) => ExecutorType).map(([type, group]) => {
        const { executors: count, dpusInUse, dpuHours, unmeasured } = executorUsage(group, { now });
        return [state, type, count, dpusInUse, rounded(dpuHours), unmeasured];
      }),
    );
    await printRecords(options.format, names, rows, executors, now);
    return;
  }
  const byType = groups(executors, ({ ExecutorType = UNKNOWN }) => ExecutorType);
  const states = byState.map(([name, group]) => ({ name, style: stateStyle(name), executors: group }));
  const types = byType.map(([name, group]) => ({ name, style: undefined, executors: group }));
  await printTables(
    [
      ["STATE", states],
      ["TYPE", types],
    ],
    executors,
    now,
    options,
  );
}

async function printWorkGroup(
  sessions: ReadonlyMap<string, readonly ExecutorSummary[]>,
  now: Date,
  options: Arguments,
): Promise<void> {
  const executors = [...sessions.values()].flat();
  if (options.format !== "table") {
    const names = ["SessionId", "executors", "live", "dpusInUse", "dpuHours", "unmeasured"];
    const rows = Array.from(sessions, ([sessionId, group]) => {
      const { executors: count, dpusInUse, dpuHours, unmeasured } = executorUsage(group, { now });
      return [sessionId, count, group.filter(isLive).length, dpusInUse, rounded(dpuHours), unmeasured];
    });
    await printRecords(options.format, names, rows, executors, now);
    return;
  }
  const rows = Array.from(sessions, ([name, group]) => ({ name, style: undefined, executors: group }));
  await printTables([["SESSION", rows]], executors, now, options);
}

/** The total goes to stderr: the records add up to it. */
async function printRecords(
  format: Format,
  names: readonly string[],
  rows: readonly (readonly Value[])[],
  executors: readonly ExecutorSummary[],
  now: Date,
): Promise<void> {
  if (format === "json") {
    await print(jsonArray(rows.map((values) => Object.fromEntries(names.map((name, index) => [name, values[index]])))));
  } else if (format === "csv") {
    await print([names, ...rows].map(csvRecord).join(""));
  } else {
    await print(rows.map(textLine).join(""));
  }
  note(`${summaryLine(executors)}; ${hoursOf(executors, now)}.`);
}

/** Without the noise of binary fractions. */
function rounded(hours: number): number {
  return Math.round(hours * 1e6) / 1e6;
}

function hoursOf(executors: readonly ExecutorSummary[], now: Date): string {
  const { dpuHours, unmeasured } = executorUsage(executors, { now });
  return `${dpuHours.toFixed(2)} DPU-hours${unmeasured === 0 ? "" : `, ${unmeasured} not measured`}`;
}

async function printTables(
  tables: readonly (readonly [title: string, rows: readonly Row[]])[],
  executors: readonly ExecutorSummary[],
  now: Date,
  { color }: Arguments,
): Promise<void> {
  const layout = { width: widthOf(process.stdout), paint: paintFor(process.stdout, color) };
  const total: Row = { name: "total", style: "bold", executors };
  const widest = Math.max(...tables.flatMap(([, rows]) => rows.map(({ name }) => clean(name).length)));
  for (const [index, [title, rows]] of tables.entries()) {
    const isLast = index === tables.length - 1;
    const lines = tableLines(columns(title, widest, now), isLast ? [...rows, total] : rows, layout);
    await printLines(isLast ? lines : [...lines, ""]);
  }
  const { unmeasured } = executorUsage(executors, { now });
  if (unmeasured > 0) await printLines(["", `${unmeasured} of them not in the DPU-hours: without size, start or end.`]);
}

function columns(title: string, widest: number, now: Date): Column<Row>[] {
  const figures = ({ executors }: Row): ReturnType<typeof executorUsage> => executorUsage(executors, { now });
  return [
    // The first columns are equally wide, because the tables are printed below each other.
    {
      title: title.padEnd(Math.min(widest, 36)),
      text: ({ name }) => clean(name),
      style: ({ style }) => style,
      rank: 0,
      least: 10,
    },
    { title: "EXECUTORS", text: (row) => String(figures(row).executors), align: "right", rank: 2 },
    { title: "LIVE", text: ({ executors }) => String(executors.filter(isLive).length), align: "right", rank: 4 },
    { title: "DPUS IN USE", text: (row) => formatNumber(figures(row).dpusInUse), align: "right", rank: 1 },
    { title: "DPU-HOURS", text: (row) => figures(row).dpuHours.toFixed(2), align: "right", rank: 3 },
  ];
}

/** Executors by a name, the largest group first. */
function groups(
  executors: readonly ExecutorSummary[],
  nameOf: (executor: ExecutorSummary) => string,
): [name: string, executors: ExecutorSummary[]][] {
  const byName = new Map<string, ExecutorSummary[]>();
  for (const executor of executors) {
    const name = nameOf(executor);
    const group = byName.get(name) ?? [];
    group.push(executor);
    byName.set(name, group);
  }
  return [...byName];
}
