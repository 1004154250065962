import { invalidRequest, serializationError } from "../server/service-error.js";

/** What the service's model says about a text member. */
export interface StringMember {
  readonly type: "string";
  readonly required?: true;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
}

/** What the service's model says about a whole-number member. */
export interface IntegerMember {
  readonly type: "integer";
  readonly minimum: number;
  readonly maximum: number;
}

export type Member = StringMember | IntegerMember;

/** The members of an operation's input, in the order of the model. */
export type InputShape = Readonly<Record<string, Member>>;

type ValueOf<M extends Member> = M extends IntegerMember ? number : string;

/** The input that a shape lets through. */
export type InputOf<S extends InputShape> = {
  readonly [K in keyof S]: S[K] extends { readonly required: true } ? ValueOf<S[K]> : ValueOf<S[K]> | undefined;
};

export const sessionIdMember = { type: "string", required: true, minLength: 1, maxLength: 256 } as const;
export const maxResultsMember = { type: "integer", minimum: 1, maximum: 100 } as const;
export const nextTokenMember = { type: "string", maxLength: 2048 } as const;

type Members = Readonly<Record<string, string | number | undefined>>;

/**
 * The input of an operation, or the error that the service gives for it: first a wrong type, in the order of the body, then everything
 * that the constraints of the model forbid, in one message. Unknown members are ignored.
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

const typeNames = {
  string: { json: "string", phrase: "a String" },
  integer: { json: "number", phrase: "an Integer" },
} as const;

/**
 * Converts one member of the JSON body as the service does: `null` is as good as absent, a fraction is cut off, anything of another type
 * is a SerializationException.
 */
function readMember(member: Member, value: unknown): string | number | undefined {
  if (value === null || value === undefined) return undefined;
  rejectList(value);
  if (typeof value === "object") throw serializationError("Start of structure or map found where not expected.");
  const { json, phrase } = typeNames[member.type];
  if (typeof value !== json) throw serializationError(`${tokenName(value)} can not be converted to ${phrase}`);
  return typeof value === "number" ? Math.trunc(value) : (value as string);
}

/** The missing full stop is the service's. */
function rejectList(value: unknown): void {
  if (Array.isArray(value)) throw serializationError("Start of list found where not expected");
}

function tokenName(value: unknown): string {
  return typeof value === "boolean" ? `${String(value).toUpperCase()}_VALUE` : `${(typeof value).toUpperCase()}_VALUE`;
}

/** What is wrong with one member, in the service's words; an empty list if nothing is. */
function violations(name: string, member: Member, value: string | number | undefined): readonly string[] {
  if (value === undefined) return isRequired(member) ? [`Value null at ${place(name)}: Member must not be null`] : [];
  const constraints =
    member.type === "integer"
      ? integerConstraints(member, value as number)
      : stringConstraints(member, value as string);
  return constraints.map(({ shown = "", text }) => `Value ${shown}at ${place(name)}: Member must ${text}`);
}

/** Lengths and ranges are answered without the value, patterns and enums with it. */
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
