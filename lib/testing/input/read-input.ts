import { invalidRequest, serializationError } from "../http/service-error.js";
import type { InputOf, InputShape } from "./input-shape.js";
import { readMember, rejectList } from "./read-member.js";
import { violations } from "./violations.js";

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
