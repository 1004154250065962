import { parseArgs } from "node:util";

import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import type { ExecutorFilter, ThrottleOptions } from "../index.js";
import { DURATION_FORMS, durationOf, parseDuration } from "./duration.js";
import { usageError } from "./failure.js";
import { FLAGS, VERBS, type Flag, type FlagName, type Format, type Verb, type VerbName } from "./flags.js";
import { clean, type ColorChoice, isTerminal } from "./terminal.js";

type Values = Partial<Record<FlagName, string | boolean | string[]>>;

/** Target of a verb: one session, or the sessions of a workgroup. */
export type Target = { readonly sessionId: string } | { readonly workGroup: string };

/** Every state filter that {@link Arguments} can hold. */
export type StateFilter = ExecutorFilter | undefined;

/** A checked command line. Members are absent where a flag has no default here. */
export interface Arguments {
  readonly verb: VerbName;
  readonly target: Target;
  readonly isDemo: boolean;
  readonly format: Format;
  readonly color: ColorChoice;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly endpointUrl?: string | undefined;
  readonly filter: StateFilter;
  readonly sessionStates?: readonly SessionState[] | undefined;
  readonly startedAfter?: Date | undefined;
  readonly maxItems?: number | undefined;
  readonly pageSize?: number | undefined;
  readonly pollInterval?: number | undefined;
  readonly throttle?: ThrottleOptions | undefined;
  readonly host: string;
  readonly port: number;
  readonly file?: string | undefined;
}

/** The text to print if the command line requests help or the version. */
export type TextRequest = { readonly text: "help"; readonly verb: VerbName | undefined } | { readonly text: "version" };

/** The session and the workgroup of `--demo` and `serve`. */
export const DEMO_SESSION = "my-session";
/** See {@link DEMO_SESSION}. */
export const DEMO_WORK_GROUP = "primary";

const EXECUTOR_STATES = Object.keys({
  CREATING: true,
  CREATED: true,
  REGISTERED: true,
  TERMINATING: true,
  TERMINATED: true,
  FAILED: true,
} satisfies Record<ExecutorState, true>) as ExecutorState[];

const SESSION_STATES = Object.keys({
  CREATING: true,
  CREATED: true,
  IDLE: true,
  BUSY: true,
  TERMINATING: true,
  TERMINATED: true,
  DEGRADED: true,
  FAILED: true,
} satisfies Record<SessionState, true>) as SessionState[];

/**
 * Reads and checks a command line.
 *
 * @param words - the words after the name of the command.
 * @returns The checked arguments, or the requested text.
 * @throws CommandError with exit code 252 if something is wrong, in one line that names what is accepted.
 */
export function readArguments(words: readonly string[]): Arguments | TextRequest {
  const [name = "", ...rest] = words;
  if (name === "--version") return { text: "version" };
  if (name === "--help" || name === "-h" || name === "help") return { text: "help", verb: undefined };
  if (!isVerb(name)) throw usageError(`Unknown verb "${clean(name)}". Accepted: ${Object.keys(VERBS).join(", ")}.`);
  const values = parse(VERBS[name], rest);
  return values.help === true ? { text: "help", verb: name } : check(name, values);
}

function isVerb(name: string): name is VerbName {
  return Object.hasOwn(VERBS, name);
}

function parse({ flags }: Verb, words: readonly string[]): Values {
  const options = Object.fromEntries(
    flags.map((name) => {
      const { value, isRepeatable = false }: Flag = FLAGS[name];
      const short = name === "output" ? "o" : name === "help" ? "h" : undefined;
      const type = value === undefined ? ("boolean" as const) : ("string" as const);
      return [name, { type, multiple: isRepeatable, ...(short !== undefined && { short }) }];
    }),
  );
  try {
    return parseArgs({ args: [...words], options, strict: true }).values;
  } catch (error) {
    throw usageError(problemOf(error as Error, flags));
  }
}

/** Returns the problem in one line. The messages of `parseArgs` have two, and give advice for other commands. */
function problemOf({ message }: Error, flags: readonly FlagName[]): string {
  const flag = clean(/'(?:-\w, )?(-[^ ']*)/.exec(message)?.[1] ?? "");
  const accepted = `Accepted: ${flags.map((name) => `--${name}`).join(", ")}.`;
  if (message.startsWith("Unknown option")) return `Unknown flag ${flag}. ${accepted}`;
  if (message.includes("does not take an argument")) return `${flag} takes no value.`;
  if (message.startsWith("Option")) return `${flag} needs a value.`;
  return `Unexpected ${clean(/'(.*?)'/.exec(message)?.[1] ?? "argument")}. ${accepted}`;
}

function check(verb: VerbName, values: Values): Arguments {
  const isDemo = values.demo === true;
  if (isDemo) refuseTogether(values, "demo", ["region", "profile", "endpoint-url"]);
  return {
    verb,
    isDemo,
    target: verb === "serve" ? { sessionId: DEMO_SESSION } : targetOf(verb, values, isDemo),
    format: formatOf(verb, oneOf(values, "output", VERBS[verb].formats)),
    color: oneOf(values, "color", ["auto", "on", "off"]) ?? "auto",
    region: textOf(values, "region"),
    profile: textOf(values, "profile"),
    endpointUrl: urlOf(values),
    filter: filterOf(values),
    sessionStates: statesOf(values, "session-state", SESSION_STATES),
    startedAfter: sinceOf(values),
    maxItems: integerOf(values, "max-items", 0, Number.MAX_SAFE_INTEGER),
    pageSize: integerOf(values, "page-size", 1, 100),
    pollInterval: intervalOf(values),
    throttle: limitOf(values),
    host: textOf(values, "host") ?? "127.0.0.1",
    port: integerOf(values, "port", 0, 65_535) ?? 8000,
    file: textOf(values, "file"),
  };
}

function targetOf(verb: VerbName, values: Values, isDemo: boolean): Target {
  refuseTogether(values, "session-id", ["work-group", "session-state"]);
  const workGroup = textOf(values, "work-group", 128);
  if (workGroup !== undefined) return { workGroup };
  refuseWithout(values, "session-state", "work-group");
  const sessionId = textOf(values, "session-id", 256) ?? (isDemo ? DEMO_SESSION : undefined);
  if (sessionId !== undefined) return { sessionId };
  const flags: readonly FlagName[] = VERBS[verb].flags;
  const named = flags.includes("work-group") ? "a --session-id or a --work-group" : "a --session-id";
  throw usageError(`Give ${named}, or --demo for an embedded session.`);
}

function formatOf(verb: VerbName, given: Format | undefined): Format {
  if (given !== undefined) return given;
  const formats: readonly Format[] = VERBS[verb].formats;
  return isTerminal(process.stdout) || !formats.includes("text") ? "table" : "text";
}

function filterOf(values: Values): StateFilter {
  refuseTogether(values, "live", ["state"]);
  if (values.live === true) return "LIVE";
  const states = statesOf(values, "state", EXECUTOR_STATES);
  // One state is filtered by the service, which costs fewer calls.
  return states?.length === 1 ? states[0] : states;
}

function statesOf<State extends string>(
  values: Values,
  flag: FlagName,
  accepted: readonly State[],
): readonly State[] | undefined {
  const given = values[flag];
  if (!Array.isArray(given)) return undefined;
  return [...new Set(given.map((state) => pick(flag, state, accepted)))];
}

function oneOf<Value extends string>(values: Values, flag: FlagName, accepted: readonly Value[]): Value | undefined {
  const given = textOf(values, flag);
  return given === undefined ? undefined : pick(flag, given, accepted);
}

function pick<Value extends string>(flag: FlagName, given: string, accepted: readonly Value[]): Value {
  const found = accepted.find((value) => value.toLowerCase() === given.toLowerCase());
  if (found !== undefined) return found;
  throw wrong(flag, `one of ${accepted.join(", ")}`, given);
}

function textOf(values: Values, flag: FlagName, longest = Infinity): string | undefined {
  const given = values[flag];
  if (typeof given !== "string") return undefined;
  if (given === "") throw usageError(`Expected --${flag} to have a value.`);
  if (given.length > longest) throw usageError(`Expected --${flag} to have at most ${longest} characters.`);
  return given;
}

function integerOf(values: Values, flag: FlagName, least: number, most: number): number | undefined {
  const given = textOf(values, flag);
  if (given === undefined) return undefined;
  const number = /^\d+$/.test(given) ? Number(given) : NaN;
  if (number >= least && number <= most) return number;
  throw wrong(
    flag,
    most === Number.MAX_SAFE_INTEGER ? `an integer from ${least}` : `an integer from ${least} to ${most}`,
    given,
  );
}

function intervalOf(values: Values): number | undefined {
  const given = textOf(values, "interval");
  return given === undefined ? undefined : durationOf("interval", given);
}

function sinceOf(values: Values): Date | undefined {
  const given = textOf(values, "since");
  if (given === undefined) return undefined;
  const duration = parseDuration(given);
  const time = new Date(duration === undefined ? isoTime(given) : Date.now() - duration);
  if (!Number.isNaN(time.getTime())) return time;
  throw wrong("since", `${DURATION_FORMS}, or an ISO time such as 2026-11-22T19:00:00Z`, given);
}

/** Dates alone are UTC, and so are times without a zone that the ISO grammar lets through: `Date` has the rules. */
function isoTime(text: string): number {
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text) ? Date.parse(text) : NaN;
}

function limitOf(values: Values): ThrottleOptions | undefined {
  const given = textOf(values, "limit");
  if (given === undefined) return undefined;
  const [, calls, time = ""] = /^(\d+(?:\.\d+)?)\/(.+)$/.exec(given) ?? [];
  const limit = Number(calls);
  const interval = parseDuration(/^[a-z]/.test(time) ? `1${time}` : time) ?? 0;
  if (limit > 0 && interval >= 1 && interval < 2 ** 31) return { limit, interval };
  throw wrong("limit", "calls per time, such as 10/2s or 5/s", given);
}

function urlOf(values: Values): string | undefined {
  const given = textOf(values, "endpoint-url");
  if (given === undefined || (URL.canParse(given) && /^https?:/i.test(given))) return given;
  throw wrong("endpoint-url", "a URL such as http://127.0.0.1:8000", given);
}

function wrong(flag: FlagName, expected: string, given: string): Error {
  return usageError(`Expected --${flag} to be ${expected}, got "${clean(given)}".`);
}

function refuseTogether(values: Values, flag: FlagName, others: readonly FlagName[]): void {
  const other = others.find((name) => values[name] !== undefined);
  if (values[flag] === undefined || other === undefined) return;
  throw usageError(`--${flag} and --${other} exclude each other. Leave one out.`);
}

function refuseWithout(values: Values, flag: FlagName, needed: FlagName): void {
  if (values[flag] === undefined || values[needed] !== undefined) return;
  throw usageError(`--${flag} needs a --${needed}. Give one, or leave --${flag} out.`);
}
