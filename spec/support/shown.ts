import { format, inspect } from "node:util";

/** Returns everything that a log could contain: text, JSON, the output of `console.log`, the stack and the causes. */
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

/** Returns the secrets that a log could contain, also those in a cursor or in bytes such as a request body. */
export function secretsShown(value: unknown, secrets: readonly string[]): string[] {
  const text = shown(value);
  return secrets.filter((secret) => [secret, ...inBase64(secret)].some((form) => text.includes(form)));
}

function bytesAsText(this: unknown, key: string, value: unknown): unknown {
  // Buffers have a `toJSON`, so `value` is no longer the buffer.
  const bytes = (this as Record<string, unknown>)[key];
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString() : value;
}

/** Encodes a text in Base64 at three offsets, because each offset gives other characters. */
function inBase64(secret: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from("x".repeat(offset) + secret).toString("base64url");
    // The first and last characters depend on the adjacent text.
    return encoded.slice(offset === 0 ? 0 : 4, -4);
  });
}
