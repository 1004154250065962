import type { TimelineStep } from "../index.js";
import { formatNumber } from "./executor-columns.js";
import type { Paint } from "./terminal.js";
import { localOffset, roundStep, timeTicks } from "./ticks.js";

/** From an empty cell to a full one, in eighths. */
const BLOCKS = " ▁▂▃▄▅▆▇█";
const COLUMNS_PER_TICK = 12;

/**
 * Returns a chart of blocks of the DPUs in use. Each column shows the most that were in use in its part of the time.
 *
 * @returns The lines of the chart with its axes, none without steps.
 */
export function chartLines(
  steps: readonly TimelineStep[],
  size: { readonly width: number; readonly height: number },
  paint: Paint,
): string[] {
  const start = steps[0]?.at.getTime();
  const end = steps.at(-1)?.at.getTime();
  const top = Math.max(...steps.map(({ dpus }) => dpus));
  if (start === undefined || end === undefined || start === end || top <= 0) return [];
  const unit = rowUnit(top, size.height);
  const rows = Math.ceil(top / unit);
  const labelStep = roundStep(rows * unit, Math.ceil(rows / 2), 1);
  const margin = Math.max(4, formatNumber(rows * unit).length + 1);
  const columns = Math.max(10, size.width - margin - 1);
  const levels = levelsOf(steps, start, end, columns);
  const chart = Array.from({ length: rows }, (_, index) => {
    const ceiling = (rows - index) * unit;
    const name = Number.isInteger(ceiling / labelStep) ? formatNumber(ceiling) : "";
    const cells = levels.map((level) => block((level - ceiling + unit) / unit)).join("");
    return `${name.padStart(margin - 1)} │${paint(cells.trimEnd(), "cyan")}`;
  });
  return ["DPUs".padStart(margin), ...chart, ...timeAxis(start, end, margin, columns)];
}

/** The smallest round number of DPUs for a row with which the chart is no higher than `height`. */
function rowUnit(top: number, height: number): number {
  const halves = [0.25, 0.5].find((unit) => top / unit <= height);
  return halves ?? roundStep(top, height, 1);
}

function levelsOf(steps: readonly TimelineStep[], start: number, end: number, columns: number): number[] {
  const levels: number[] = [];
  let current = 0;
  let next = 0;
  for (let column = 1; column <= columns; column += 1) {
    const until = start + ((end - start) * column) / columns;
    let most = current;
    for (; (steps[next]?.at.getTime() ?? Infinity) < until; next += 1) {
      current = steps[next]?.dpus ?? 0;
      most = Math.max(most, current);
    }
    levels.push(most);
  }
  return levels;
}

function block(share: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * 8);
  // Something is never nothing.
  return BLOCKS.charAt(share > 0 ? Math.max(1, eighths) : 0);
}

function timeAxis(start: number, end: number, margin: number, columns: number): string[] {
  const ticks = timeTicks(start, end, Math.max(1, Math.floor(columns / COLUMNS_PER_TICK)), localOffset(end));
  const axis = Array.from({ length: columns }, () => "─");
  let labels = "";
  for (const { time, label } of ticks) {
    const column = Math.min(columns - 1, Math.floor(((time - start) / (end - start)) * columns));
    axis[column] = "┬";
    const from = Math.min(Math.max(0, column - Math.floor(label.length / 2)), columns - label.length);
    if (from >= labels.length) labels = labels.padEnd(from) + label + " ";
  }
  return [`${"0".padStart(margin - 1)} └${axis.join("")}`, " ".repeat(margin + 1) + labels.trimEnd()];
}
