import type { ExecutorState } from "@aws-sdk/client-athena";

import { executorUsage, isLive, startTime, terminationTime, type ExecutorSummary } from "../index.js";
import { formatDuration } from "./duration.js";
import type { Column } from "./table.js";
import { clean, type Style } from "./terminal.js";

/** An executor, and the session that it belongs to if there may be several. */
export interface ListedExecutor {
  readonly executor: ExecutorSummary;
  readonly sessionId: string | undefined;
}

/** Executor in the data formats: the names of the service, and times in ISO 8601. */
export interface ExecutorRecord {
  readonly SessionId?: string;
  readonly ExecutorId: string;
  readonly ExecutorType: string | undefined;
  readonly ExecutorState: string | undefined;
  readonly StartDateTime: string | undefined;
  readonly TerminationDateTime: string | undefined;
  readonly ExecutorSize: number | undefined;
}

const STYLES: Readonly<Partial<Record<ExecutorState, Style>>> = {
  CREATING: "yellow",
  CREATED: "yellow",
  REGISTERED: "green",
  TERMINATING: "magenta",
  TERMINATED: "dim",
  FAILED: "red",
};

/** Returns an executor for the data formats. */
export function executorRecord({ executor, sessionId }: ListedExecutor): ExecutorRecord {
  const { ExecutorId, ExecutorType, ExecutorState, ExecutorSize } = executor;
  return {
    ...(sessionId !== undefined && { SessionId: sessionId }),
    ExecutorId,
    ExecutorType,
    ExecutorState,
    StartDateTime: startTime(executor)?.toISOString(),
    TerminationDateTime: terminationTime(executor)?.toISOString(),
    ExecutorSize,
  };
}

/** Returns the names of the members of {@link ExecutorRecord}, in their order. */
export function recordNames(hasSessions: boolean): (keyof ExecutorRecord)[] {
  const executor = [
    "ExecutorId",
    "ExecutorType",
    "ExecutorState",
    "StartDateTime",
    "TerminationDateTime",
    "ExecutorSize",
  ];
  return [...(hasSessions ? ["SessionId"] : []), ...executor] as (keyof ExecutorRecord)[];
}

/** Returns the columns of a table of executors, at the time `now`. */
export function executorColumns(hasSessions: boolean, now: Date): Column<ListedExecutor>[] {
  const session: Column<ListedExecutor> = {
    title: "SESSION",
    text: ({ sessionId = "-" }) => clean(sessionId),
    rank: 2,
    least: 10,
  };
  return [
    ...(hasSessions ? [session] : []),
    { title: "EXECUTOR", text: ({ executor }) => clean(executor.ExecutorId), rank: 0 },
    { title: "TYPE", text: ({ executor }) => word(executor.ExecutorType), rank: 3 },
    {
      title: "STATE",
      text: ({ executor }) => word(executor.ExecutorState),
      style: ({ executor }) => stateStyle(executor.ExecutorState),
      rank: 1,
    },
    { title: "DPUS", text: ({ executor }) => word(executor.ExecutorSize), align: "right", rank: 6 },
    {
      title: "STARTED",
      text: ({ executor }) => longTime(startTime(executor)),
      shortText: ({ executor }) => shortTime(startTime(executor), now),
      rank: 4,
    },
    { title: "RAN", text: ({ executor }) => ranFor(executor, now), align: "right", rank: 5 },
  ];
}

/** Returns the style of a state. The state is also a word everywhere. */
export function stateStyle(state: string | undefined): Style | undefined {
  return state !== undefined && Object.hasOwn(STYLES, state) ? STYLES[state as ExecutorState] : undefined;
}

/** Returns how many executors there are, in one line. */
export function summaryLine(executors: readonly ExecutorSummary[]): string {
  const { byState, dpusInUse } = executorUsage(executors);
  const { TERMINATED = 0, FAILED = 0 } = byState;
  const live = executors.filter(isLive).length;
  const inUse = `${formatNumber(dpusInUse)} ${dpusInUse === 1 ? "DPU" : "DPUs"} in use`;
  return `${plural(executors.length, "executor")}: ${live} live (${inUse}), ${TERMINATED} terminated, ${FAILED} failed`;
}

/** Returns a number and its noun: `1 executor`, `2 executors`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Returns a number without the noise of binary fractions. */
export function formatNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Returns a time on the local clock: `2026-11-22 19:03:41`. */
function longTime(time: Date | undefined): string {
  return time === undefined ? "-" : `${date(time)} ${clock(time)}`;
}

/** Returns a time on the local clock: `19:03:41` within a day, else `22 Nov`. */
function shortTime(time: Date | undefined, now: Date): string {
  if (time === undefined) return "-";
  const isRecent = Math.abs(now.getTime() - time.getTime()) < 24 * 3_600_000;
  return isRecent ? clock(time) : `${time.getDate()} ${time.toLocaleString("en-GB", { month: "short" })}`;
}

/** Returns the time of day on the local clock: `19:03:41`. */
export function clock(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(":");
}

function date(time: Date): string {
  return [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join("-");
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** From start to end, or to now while it is live. */
function ranFor(executor: ExecutorSummary, now: Date): string {
  const start = startTime(executor);
  const end = terminationTime(executor) ?? (isLive(executor) ? now : undefined);
  return start && end ? formatDuration(end.getTime() - start.getTime()) : "-";
}

/** The service may leave a member out, or send anything. */
function word(value: string | number | undefined = "-"): string {
  return clean(String(value));
}
