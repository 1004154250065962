import { format, inspect } from "node:util";

/** All that a log may show of a value: text, JSON, the output of `console.log`, its stack and its causes. */
function shown(value: unknown): string {
  const whole = { depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity, getters: true };
  const texts = [
    String(value),
    format(value),
    inspect(value, whole),
    JSON.stringify(value),
    JSON.stringify(value, bytesAsText),
  ];
  if (value instanceof Error) texts.push(value.message, value.stack ?? "", shown(Object.entries(value)));
  if (value instanceof Error && value.cause !== undefined) texts.push(shown(value.cause));
  return texts.join("\n");
}

/** The secrets that are shown, also as a part of a cursor, or of bytes such as the body of a request. */
export function secretsShown(value: unknown, secrets: readonly string[]): string[] {
  const text = shown(value);
  return secrets.filter((secret) => [secret, ...inBase64(secret)].some((form) => text.includes(form)));
}

function bytesAsText(this: unknown, key: string, value: unknown): unknown {
  // The value before its `toJSON`, which buffers have.
  const bytes = (this as Record<string, unknown>)[key];
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString() : value;
}

/** Base64 of a text looks different at each of three offsets. */
function inBase64(secret: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from("x".repeat(offset) + secret).toString("base64url");
    // The first and the last characters depend on the neighbours.
    return encoded.slice(offset === 0 ? 0 : 4, -4);
  });
}
