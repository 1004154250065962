import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";

/** Returns the member at a path such as `ResultSet.Rows`; `undefined` if a part of the path is missing. */
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

/** Returns the list at a path. A missing list is an empty one; anything else is an error. */
export function listAt(operation: string, output: object, path: string): readonly unknown[] {
  const list = memberAt(operation, output, path) ?? [];
  if (Array.isArray(list)) return list;
  throw new UnexpectedResponseError(operation, path, "a list", list);
}

/** Returns a copy of an output in which the member at a path is replaced. */
export function withMember(output: object, path: string, member: unknown): object {
  const [name = "", ...rest] = path.split(".");
  const inner = (output as Record<string, object | null | undefined>)[name];
  return { ...output, [name]: rest.length === 0 ? member : withMember(inner ?? {}, rest.join("."), member) };
}

/** Whether a value is an object, but not an array. */
export function isStructure(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the token of the next page; `undefined` on the last page, where it may also be an empty string. */
export function nextTokenOf(operation: string, member: string, token: unknown): string | undefined {
  if (token === undefined || token === null || token === "") return undefined;
  if (typeof token === "string") return token;
  throw new UnexpectedResponseError(operation, member, "a string or nothing", token);
}
