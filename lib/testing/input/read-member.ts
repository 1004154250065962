import { serializationError } from "../http/service-error.js";
import type { Member } from "./input-shape.js";

const typeNames = {
  string: { json: "string", phrase: "a String" },
  integer: { json: "number", phrase: "an Integer" },
} as const;

/**
 * Converts one member of the JSON body as the service does: `null` is as good as absent, a fraction is cut off, anything of another type
 * is a SerializationException.
 */
export function readMember(member: Member, value: unknown): string | number | undefined {
  if (value === null || value === undefined) return undefined;
  rejectList(value);
  if (typeof value === "object") throw serializationError("Start of structure or map found where not expected.");
  const { json, phrase } = typeNames[member.type];
  if (typeof value !== json) throw serializationError(`${tokenName(value)} can not be converted to ${phrase}`);
  return typeof value === "number" ? Math.trunc(value) : (value as string);
}

/** The missing full stop is the service's. */
export function rejectList(value: unknown): void {
  if (Array.isArray(value)) throw serializationError("Start of list found where not expected");
}

function tokenName(value: unknown): string {
  return typeof value === "boolean" ? `${String(value).toUpperCase()}_VALUE` : `${(typeof value).toUpperCase()}_VALUE`;
}
