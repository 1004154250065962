/**
 * The one sentence for a bad option, e.g.
 * ``Expected `pageSize` to be an integer from 1 to 100, got `0` (number)``.
 */
export function expected(name: string, accepted: string, got: unknown): TypeError {
  return new TypeError(`Expected \`${name}\` to be ${accepted}, got \`${preview(got)}\` (${kindOf(got)})`);
}

const PREVIEW_LENGTH = 60;

function preview(value: unknown): string {
  const text = Array.isArray(value) ? `[${value.map(shallow).join(", ")}]` : shallow(value);
  return text.length > PREVIEW_LENGTH ? `${text.slice(0, PREVIEW_LENGTH)}…` : text;
}

/** Shows nothing of what is inside. A hostile object must not turn a clear error into another one. */
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
