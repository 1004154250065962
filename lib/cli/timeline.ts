import { executorTimeline, isLive, type ExecutorSummary, type TimelineStep } from "../index.js";
import type { Arguments } from "./arguments.js";
import { clock, formatNumber, summaryLine } from "./executor-columns.js";
import { collect, withListing } from "./listing.js";
import { note, print, printLines } from "./output.js";
import { csvRecord, jsonArray } from "./records.js";
import { paintFor, widthOf } from "./terminal.js";
import { chartLines } from "./timeline-chart.js";
import { sessionPicture } from "./timeline-picture.js";

const TYPES = ["COORDINATOR", "GATEWAY", "WORKER", "UNKNOWN"] as const;
const DEFAULT_ROWS = 24;

/** Shows how a session scaled: `athena-executors timeline`. */
export async function timeline(options: Arguments, signal: AbortSignal): Promise<void> {
  const sessionId = "sessionId" in options.target ? options.target.sessionId : "";
  await withListing(options, signal, async (pages) => {
    const executors = await collect(pages);
    const now = new Date();
    if (options.format === "table") await printChart(executors, now, options);
    else if (options.format === "svg") await print(sessionPicture(sessionId, executors, now));
    else await printSteps(executors, now, options);
  });
}

async function printChart(executors: readonly ExecutorSummary[], now: Date, { color }: Arguments): Promise<void> {
  const { steps, peak, unmeasured } = executorTimeline(executors, { now });
  const height = Math.min(16, Math.max(4, (process.stdout.isTTY ? process.stdout.rows : DEFAULT_ROWS) - 8));
  const size = { width: widthOf(process.stdout), height };
  const chart = chartLines(steps, size, paintFor(process.stdout, color));
  const peakLine = peak === undefined ? [] : [`Peak: ${formatNumber(peak.dpus)} DPUs at ${clock(peak.at)}`];
  const rest = unmeasured === 0 ? [] : [`${unmeasured} not in the chart: without size, start or end`];
  const lines = [[...peakLine, ...rest].join(". "), summaryLine(executors)].filter((line) => line !== "");
  await printLines(chart.length === 0 ? lines : [...chart, "", ...lines]);
}

async function printSteps(executors: readonly ExecutorSummary[], now: Date, { format }: Arguments): Promise<void> {
  const { steps, peak, unmeasured } = executorTimeline(executors, { now });
  if (format === "json") await print(jsonArray(steps));
  else await print([csvRecord(["at", "executors", "dpus", ...TYPES]), ...steps.map(stepRecord)].join(""));
  const live = executors.filter(isLive).length;
  const most = peak === undefined ? "" : ` at most ${formatNumber(peak.dpus)} DPUs,`;
  note(`${executors.length} executors,${most} ${live} live now, ${unmeasured} not measured.`);
}

function stepRecord({ at, executors, dpus, byType }: TimelineStep): string {
  return csvRecord([at.toISOString(), executors, dpus, ...TYPES.map((type) => byType[type] ?? 0)]);
}
