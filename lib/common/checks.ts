/** Validates an object that is not an array. Callers in plain JavaScript may pass anything. */
export function checkObject(name: string, value: unknown): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw expected(name, "an object", value);
}

export function checkArray(name: string, value: unknown, accepted = "an array"): asserts value is unknown[] {
  if (!Array.isArray(value)) throw expected(name, accepted, value);
}

export function checkOneOf(name: string, value: unknown, accepted: readonly string[]): void {
  if (!(accepted as readonly unknown[]).includes(value)) throw expected(name, `one of ${accepted.join(", ")}`, value);
}

/** Validates one of `states`, or a non-empty array of them. */
export function checkStates(name: string, value: unknown, states: readonly string[]): void {
  if (!Array.isArray(value)) {
    checkOneOf(name, value, states);
    return;
  }
  if (value.length === 0) throw expected(name, "one state or a non-empty array of them", value);
  for (const [index, state] of value.entries()) checkOneOf(`${name}[${String(index)}]`, state, states);
}

/** Validates an integer >= 0 or `Infinity`. */
export function checkCount(name: string, value: unknown): void {
  if (value === Infinity || (Number.isInteger(value) && (value as number) >= 0)) return;
  throw expected(name, "an integer >= 0 or Infinity", value);
}

export function checkInteger(name: string, value: unknown, minimum: number, maximum = Infinity): void {
  if (Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum) return;
  throw expected(name, `an integer ${rangeOf(minimum, maximum)}`, value);
}

export function checkPositive(name: string, value: unknown, maximum = Number.MAX_VALUE): void {
  if (typeof value === "number" && value > 0 && value <= maximum) return;
  const accepted =
    maximum === Number.MAX_VALUE ? "a positive finite number" : `a positive number up to ${String(maximum)}`;
  throw expected(name, accepted, value);
}

/** Validates a number of milliseconds, by default >= 0 and including `Infinity`. */
export function checkMilliseconds(name: string, value: unknown, minimum = 0, maximum = Infinity): void {
  if (typeof value === "number" && value >= minimum && value <= maximum) return;
  throw expected(name, `a number of milliseconds ${rangeOf(minimum, maximum)}`, value);
}

function rangeOf(minimum: number, maximum: number): string {
  return maximum === Infinity ? `>= ${String(minimum)}` : `from ${String(minimum)} to ${String(maximum)}`;
}

/** Validates a string of 1 to `maximum` characters. */
export function checkString(name: string, value: unknown, maximum = Infinity): void {
  if (typeof value === "string" && value.length >= 1 && value.length <= maximum) return;
  const accepted = maximum === Infinity ? "a non-empty string" : `a string of 1 to ${String(maximum)} characters`;
  // The error omits what may be a token. An array may hold some too: a query string with two cursors is parsed to one.
  if (typeof value === "string") throw complaint(name, accepted, `${String(value.length)} characters (string)`);
  if (Array.isArray(value)) throw complaint(name, accepted, `${String(value.length)} values (array)`);
  throw expected(name, accepted, value);
}

export function checkBoolean(name: string, value: unknown): void {
  if (typeof value !== "boolean") throw expected(name, "a boolean", value);
}

export function checkFunction(name: string, value: unknown): void {
  if (typeof value !== "function") throw expected(name, "a function", value);
}

export function checkDate(name: string, value: unknown): void {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) throw expected(name, "a valid Date", value);
}

/** Validates an AbortSignal by its members, so that polyfills and signals of other realms pass. */
export function checkSignal(name: string, value: unknown): void {
  if (hasMethod(value, "addEventListener") && "aborted" in value) return;
  throw expected(name, "an AbortSignal", value);
}

/** Whether `value` is an object (or function) that has a method of this name. */
export function hasMethod<Name extends string>(
  value: unknown,
  name: Name,
): value is Record<Name, (...values: never) => unknown> {
  if (typeof value !== "function" && (typeof value !== "object" || value === null)) return false;
  return typeof (value as Record<string, unknown>)[name] === "function";
}

/**
 * Makes the error for a bad option, such as
 * ``Expected `pageSize` to be an integer from 1 to 100, got `0` (number)``.
 */
export function expected(name: string, accepted: string, got: unknown): TypeError {
  return complaint(name, accepted, `\`${preview(got)}\` (${kindOf(got)})`);
}

function complaint(name: string, accepted: string, got: string): TypeError {
  return new TypeError(`Expected \`${name}\` to be ${accepted}, got ${got}`);
}

const PREVIEW_LENGTH = 60;

function preview(value: unknown): string {
  const text = Array.isArray(value) ? `[${value.map(shallow).join(", ")}]` : shallow(value);
  return text.length > PREVIEW_LENGTH ? `${text.slice(0, PREVIEW_LENGTH)}…` : text;
}

/** Shows a value without its members. An object that throws when it is printed must not replace the error. */
function shallow(value: unknown): string {
  if (typeof value === "function") return "function";
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return Object.prototype.toString.call(value);
  } catch {
    return "[object]";
  }
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}

/** Rejects a member of the SDK's input that this package sets or does not support. */
export function refuseMember(input: object, member: string, reason: string): void {
  if ((input as Record<string, unknown>)[member] === undefined) return;
  throw new TypeError(`Expected \`input.${member}\` to be absent: ${reason}`);
}

/** Returns the advice for a member that an option replaces. */
export function insteadUse(option: string): string {
  return `use the option \`${option}\` of the first argument`;
}
