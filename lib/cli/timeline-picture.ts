import {
  executorTimeline,
  executorUsage,
  isLive,
  startTime,
  terminationTime,
  type ExecutorSummary,
  type TimelineStep,
} from "../index.js";
import { formatDuration } from "./duration.js";
import { formatNumber, plural } from "./executor-columns.js";
import { clean } from "./terminal.js";
import { roundStep, timeTicks, type TimeTick } from "./ticks.js";

const WIDTH = 960;
const LEFT = 88;
const RIGHT = WIDTH - 32;
const CHART_TOP = 112;
const CHART_BOTTOM = 232;
const BARS_TOP = 264;

/** Colours of the picture. They are rules rather than CSS variables, which some viewers do not support. */
interface Palette {
  readonly back: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly worker: string;
  readonly coordinator: string;
  readonly gateway: string;
  readonly failed: string;
}

const LIGHT: Palette = {
  back: "#ffffff",
  ink: "#1f2328",
  muted: "#59636e",
  line: "#d8dee4",
  worker: "#2f6fde",
  coordinator: "#8250df",
  gateway: "#0f8a7e",
  failed: "#d1242f",
};

const DARK: Palette = {
  back: "#0d1117",
  ink: "#e6edf3",
  muted: "#9198a1",
  line: "#2b3139",
  worker: "#58a6ff",
  coordinator: "#bc8cff",
  gateway: "#3fc8b8",
  failed: "#ff7b72",
};

const STYLE = `
svg { font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
.title { font-size: 17px; font-weight: 600; }
.id { font: 10px ui-monospace, "DejaVu Sans Mono", monospace; }
.steps { fill: none; stroke-width: 1.75; stroke-linejoin: round; }
.area { opacity: 0.15; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
${rulesOf(LIGHT)}
@media (prefers-color-scheme: dark) {
${rulesOf(DARK)}
}
`;

function rulesOf({ back, ink, muted, line, worker, coordinator, gateway, failed }: Palette): string {
  return [
    `.back { fill: ${back}; }`,
    `text, .UNKNOWN { fill: ${muted}; }`,
    `.title, .key { fill: ${ink}; }`,
    `.grid { stroke: ${line}; }`,
    `.axis { stroke: ${muted}; }`,
    `.steps { stroke: ${worker}; }`,
    `.area, .WORKER { fill: ${worker}; }`,
    `.COORDINATOR { fill: ${coordinator}; }`,
    `.GATEWAY { fill: ${gateway}; }`,
    `.WORKER.ended { fill: ${blend(worker, back)}; }`,
    `.COORDINATOR.ended { fill: ${blend(coordinator, back)}; }`,
    `.GATEWAY.ended { fill: ${blend(gateway, back)}; }`,
    `.UNKNOWN.ended { fill: ${blend(muted, back)}; }`,
    `.FAILED { fill: ${failed}; }`,
  ].join("\n");
}

/** Mixes two colours, so that nothing behind a pale bar shines through. */
function blend(color: string, back: string): string {
  const channels = [1, 3, 5].map((index) => {
    const [front, behind] = [color, back].map((hex) => parseInt(hex.slice(index, index + 2), 16));
    return Math.round(0.45 * (front ?? 0) + 0.55 * (behind ?? 0));
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** An executor that can be drawn. */
interface Bar {
  readonly executor: ExecutorSummary;
  readonly from: number;
  readonly to: number;
}

/** A time axis: places of times on the picture. */
interface Axis {
  readonly start: number;
  readonly end: number;
  /** Whether the axis ends with live executors, and not with the end of the last one. */
  readonly endsNow: boolean;
  readonly ticks: readonly TimeTick[];
  readonly xOf: (time: number) => number;
}

/**
 * Draws a session as an SVG: a bar for each executor, and the DPUs in use above them. Times are UTC, so that the
 * picture of a session is the same everywhere.
 *
 * @param now - up to when live executors are drawn.
 */
export function sessionPicture(sessionId: string, executors: readonly ExecutorSummary[], now: Date): string {
  const { steps, peak } = executorTimeline(executors, { now });
  const bars = barsOf(executors, now);
  const axis = axisOf(steps, now, executors.some(isLive));
  const row = bars.length <= 80 ? 13 : bars.length <= 300 ? 7 : 4;
  const bottom = BARS_TOP + bars.length * row;
  const height = bottom + 36;
  const title = `Session ${xml(sessionId)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="back" width="${WIDTH}" height="${height}" rx="8"/>`,
    `<text class="title" x="28" y="38">${title}</text>`,
    `<text x="28" y="60">${subtitle(executors, bars, peak, now)}</text>`,
    ...legend(executors),
    ...grid(axis, bottom),
    ...dpuChart(steps, axis, peak?.dpus ?? 0),
    ...bars.flatMap((bar, index) => barElements(bar, axis, BARS_TOP + index * row, row)),
    "</svg>",
    "",
  ].join("\n");
}

function barsOf(executors: readonly ExecutorSummary[], now: Date): Bar[] {
  return executors
    .flatMap((executor) => {
      const from = startTime(executor)?.getTime();
      const to = (isLive(executor) ? now : terminationTime(executor))?.getTime();
      return from === undefined || to === undefined ? [] : [{ executor, from, to: Math.max(from, to) }];
    })
    .sort((one, other) => one.from - other.from);
}

function axisOf(steps: readonly TimelineStep[], now: Date, endsNow: boolean): Axis {
  const end = steps.at(-1)?.at.getTime() ?? now.getTime();
  const start = Math.min(steps[0]?.at.getTime() ?? end, end - 1000);
  const xOf = (time: number): number => round(LEFT + ((time - start) / (end - start)) * (RIGHT - LEFT));
  return { start, end, endsNow, xOf, ticks: timeTicks(start, end, 10, 0) };
}

function subtitle(
  executors: readonly ExecutorSummary[],
  bars: readonly Bar[],
  peak: TimelineStep | undefined,
  now: Date,
): string {
  const live = executors.filter(isLive).length;
  const hidden = executors.length - bars.length;
  return [
    `${plural(executors.length, "executor")}, ${live} live`,
    ...(peak === undefined ? [] : [`at most ${formatNumber(peak.dpus)} DPUs at ${time(peak.at)} UTC`]),
    `${executorUsage(executors, { now }).dpuHours.toFixed(2)} DPU-hours`,
    ...(hidden === 0 ? [] : [`${hidden} not drawn: without start or end`]),
  ].join(" · ");
}

/** Types that occur, and the end states. */
function legend(executors: readonly ExecutorSummary[]): string[] {
  const types = ["COORDINATOR", "GATEWAY", "WORKER"].filter((type) =>
    executors.some(({ ExecutorType }) => ExecutorType === type),
  );
  const keys = [
    ...types.map((type) => ({ style: type, text: type.toLowerCase() })),
    { style: "WORKER ended", text: "has ended" },
    { style: "FAILED", text: "failed" },
  ];
  let x = 28;
  return keys.flatMap(({ style, text }) => {
    const elements = [
      `<rect class="${style}" x="${x}" y="76" width="18" height="9" rx="2"/>`,
      `<text class="key" x="${x + 24}" y="85">${text}</text>`,
    ];
    // Wide enough in every font.
    x += 52 + text.length * 7;
    return elements;
  });
}

/** Vertical lines through both parts, and the times between and below them. */
function grid({ ticks, xOf, endsNow }: Axis, bottom: number): string[] {
  const lines = ticks.flatMap((tick) => {
    const x = xOf(tick.time);
    return [
      `<line class="grid" x1="${x}" x2="${x}" y1="${CHART_TOP}" y2="${CHART_BOTTOM}"/>`,
      `<line class="grid" x1="${x}" x2="${x}" y1="${BARS_TOP - 6}" y2="${bottom + 4}"/>`,
      `<text class="middle" x="${x}" y="${CHART_BOTTOM + 17}">${tick.label}</text>`,
      `<text class="middle" x="${x}" y="${bottom + 20}">${tick.label}</text>`,
    ];
  });
  const hasRoom = ticks.every((tick) => xOf(tick.time) < RIGHT - 60);
  const now = [CHART_BOTTOM + 17, bottom + 20].map((y) => `<text class="end" x="${RIGHT}" y="${y}">now</text>`);
  const zone = `<text x="28" y="${CHART_BOTTOM + 17}">UTC</text>`;
  return [...lines, ...(endsNow && hasRoom ? now : []), zone];
}

function dpuChart(steps: readonly TimelineStep[], { xOf, endsNow }: Axis, top: number): string[] {
  const step = roundStep(Math.max(1, top), 4, 1);
  const ceiling = Math.max(1, Math.ceil(top / step)) * step;
  const yOf = (dpus: number): number => round(CHART_BOTTOM - (dpus / ceiling) * (CHART_BOTTOM - CHART_TOP));
  const levels = Array.from({ length: ceiling / step + 1 }, (_, index) => index * step);
  const lines = levels.flatMap((level) => [
    `<line class="${level === 0 ? "axis" : "grid"}" x1="${LEFT}" x2="${RIGHT}" y1="${yOf(level)}" y2="${yOf(level)}"/>`,
    `<text class="end" x="${LEFT - 12}" y="${yOf(level) + 4}">${level}${level === ceiling ? " DPUs" : ""}</text>`,
  ]);
  const [first] = steps;
  if (first === undefined) return lines;
  const path = steps.map(({ at, dpus }) => `H${xOf(at.getTime())}V${yOf(dpus)}`).join("");
  const start = `M${xOf(first.at.getTime())} ${yOf(0)}`;
  // With live executors, the last step is not the end of the session: do not draw its fall to zero.
  const line = endsNow ? path.slice(0, path.lastIndexOf("V")) : path;
  return [...lines, `<path class="area" d="${start}${path}Z"/>`, `<path class="steps" d="${start}${line}"/>`];
}

function barElements({ executor, from, to }: Bar, { xOf }: Axis, y: number, row: number): string[] {
  const { ExecutorId, ExecutorType = "UNKNOWN", ExecutorState = "UNKNOWN" } = executor;
  const x = xOf(from);
  // Keeps a short life visible.
  const width = Math.max(2, round(xOf(to) - x));
  const height = round(row * 0.7);
  const type = ["COORDINATOR", "GATEWAY", "WORKER"].includes(ExecutorType) ? ExecutorType : "UNKNOWN";
  const style = ExecutorState === "FAILED" ? "FAILED" : isLive(executor) ? type : `${type} ended`;
  const times = `${time(new Date(from))} to ${isLive(executor) ? "now" : time(new Date(to))} UTC`;
  const about = `${ExecutorId}, ${ExecutorType}, ${ExecutorState}, ${times}, ${formatDuration(to - from)}`;
  const bar = `<rect class="${style}" x="${x}" y="${round(y)}" width="${width}" height="${height}" rx="${round(height / 4)}">`;
  const label = `<text class="id end" x="${LEFT - 12}" y="${round(y + height - 0.5)}">${xml(ExecutorId.slice(0, 8))}</text>`;
  return [`${bar}<title>${xml(about)}</title></rect>`, ...(row >= 12 ? [label] : [])];
}

function time(date: Date): string {
  return date.toISOString().slice(11, 19);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function xml(text: string): string {
  const named = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return clean(text).replace(/[&<>"]/g, (character) => named[character as keyof typeof named]);
}
