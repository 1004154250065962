import { invalidRequest, serializationError } from "../server/service-error.js";

/** Constraints of a string member, from the model of the service. */
export interface StringMember {
  readonly type: "string";
  readonly required?: true;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
}

/** Constraints of an integer member, from the model of the service. */
export interface IntegerMember {
  readonly type: "integer";
  readonly minimum: number;
  readonly maximum: number;
}

export type Member = StringMember | IntegerMember;

/** Members of an operation's input, in the order of the model. */
export type InputShape = Readonly<Record<string, Member>>;

type ValueOf<M extends Member> = M extends IntegerMember ? number : string;

/** A valid input of a shape. */
export type InputOf<S extends InputShape> = {
  readonly [K in keyof S]: S[K] extends { readonly required: true } ? ValueOf<S[K]> : ValueOf<S[K]> | undefined;
};

export const SESSION_ID = { type: "string", required: true, minLength: 1, maxLength: 256 } as const;
export const MAX_RESULTS = { type: "integer", minimum: 1, maximum: 100 } as const;
export const NEXT_TOKEN = { type: "string", maxLength: 2048 } as const;

type Members = Readonly<Record<string, string | number | undefined>>;

/**
 * Validates the input of an operation and throws the service's error. A wrong type is reported first, in the order of
 * the body. Broken constraints of the model are reported together in one message. Unknown members are ignored.
 */
export function readInput<const S extends InputShape>(shape: S, body: unknown): InputOf<S> {
  const members = readMembers(shape, body);
  rejectViolations(shape, members);
  return members as InputOf<S>;
}

function readMembers(shape: InputShape, body: unknown): Members {
  rejectList(body);
  if (typeof body !== "object" || body === null) throw serializationError();
  const members: Record<string, string | number | undefined> = {};
  for (const [name, value] of Object.entries(body)) {
    const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (member !== undefined) members[name] = readMember(member, value);
  }
  return members;
}

function rejectViolations(shape: InputShape, members: Members): void {
  const found = Object.entries(shape).flatMap(([name, member]) => violations(name, member, members[name]));
  if (found.length === 0) return;
  const errors = found.length === 1 ? "error" : "errors";
  throw invalidRequest(`${String(found.length)} validation ${errors} detected: ${found.join("; ")}`);
}

const TYPE_NAMES = {
  string: { json: "string", phrase: "a String" },
  integer: { json: "number", phrase: "an Integer" },
} as const;

/**
 * Converts a member of the JSON body as the service does: `null` counts as absent, and fractions are truncated. Any
 * other type is a SerializationException.
 */
function readMember(member: Member, value: unknown): string | number | undefined {
  if (value === null || value === undefined) return undefined;
  rejectList(value);
  if (typeof value === "object") throw serializationError("Start of structure or map found where not expected.");
  const { json, phrase } = TYPE_NAMES[member.type];
  if (typeof value !== json) throw serializationError(`${tokenName(value)} can not be converted to ${phrase}`);
  return typeof value === "number" ? Math.trunc(value) : (value as string);
}

/** Throws the service's error for a list. The service writes no full stop here. */
function rejectList(value: unknown): void {
  if (Array.isArray(value)) throw serializationError("Start of list found where not expected");
}

function tokenName(value: unknown): string {
  return typeof value === "boolean" ? `${String(value).toUpperCase()}_VALUE` : `${(typeof value).toUpperCase()}_VALUE`;
}

/** Returns the broken constraints of a member, in the words of the service. */
function violations(name: string, member: Member, value: string | number | undefined): readonly string[] {
  if (value === undefined) return isRequired(member) ? [`Value null at ${place(name)}: Member must not be null`] : [];
  const constraints =
    member.type === "integer"
      ? integerConstraints(member, value as number)
      : stringConstraints(member, value as string);
  return constraints.map(({ shown = "", text }) => `Value ${shown}at ${place(name)}: Member must ${text}`);
}

/** Errors of lengths and ranges do not show the value; those of patterns and enums do. */
interface BrokenConstraint {
  readonly shown?: string;
  readonly text: string;
}

function isRequired(member: Member): boolean {
  return member.type === "string" && member.required === true;
}

function place(name: string): string {
  return `'${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint`;
}

function integerConstraints({ minimum, maximum }: IntegerMember, value: number): readonly BrokenConstraint[] {
  if (value < minimum) return [{ text: `have value greater than or equal to ${String(minimum)}` }];
  if (value > maximum) return [{ text: `have value less than or equal to ${String(maximum)}` }];
  return [];
}

function stringConstraints(member: StringMember, value: string): readonly BrokenConstraint[] {
  const { minLength = 0, maxLength = Infinity, pattern, values } = member;
  const shown = `'${value}' `;
  const broken: BrokenConstraint[] = [];
  if (value.length < minLength) broken.push({ text: `have length greater than or equal to ${String(minLength)}` });
  if (value.length > maxLength) broken.push({ text: `have length less than or equal to ${String(maxLength)}` });
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value))
    broken.push({ shown, text: `satisfy regular expression pattern: ${pattern}` });
  if (values !== undefined && !values.includes(value))
    broken.push({ shown, text: `satisfy enum value set: [${values.join(", ")}]` });
  return broken;
}
