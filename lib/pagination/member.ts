import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";

/** The member of an output that a path such as `ResultSet.Rows` leads to; `undefined` where it ends on the way. */
export function memberAt(operation: string, output: object, path: string): unknown {
  let value: unknown = output;
  let walked = "";
  for (const name of path.split(".")) {
    if (value === undefined || value === null) return undefined;
    if (!isStructure(value)) throw new UnexpectedResponseError(operation, walked, "an object", value);
    value = Object.hasOwn(value, name) ? value[name] : undefined;
    walked = walked === "" ? name : `${walked}.${name}`;
  }
  return value;
}

/** The list that a path leads to, proved to be one. A missing list is an empty one. */
export function listAt(operation: string, output: object, path: string): readonly unknown[] {
  const list = memberAt(operation, output, path) ?? [];
  if (Array.isArray(list)) return list;
  throw new UnexpectedResponseError(operation, path, "a list", list);
}

/** A copy of an output in which this member is another one. */
export function withMember(output: object, path: string, member: unknown): object {
  const [name = "", ...rest] = path.split(".");
  const inner = (output as Record<string, object | null | undefined>)[name];
  return { ...output, [name]: rest.length === 0 ? member : withMember(inner ?? {}, rest.join("."), member) };
}

function isStructure(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
