/** Arguments lie on the stack, and a token may be of any length. */
const MOST_ARGUMENTS = 8192;

/** Text as url-safe base64 of its UTF-8 bytes, without padding. Node's Buffer is not to be had in a browser. */
export function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (let start = 0; start < bytes.length; start += MOST_ARGUMENTS) {
    binary += String.fromCharCode(...bytes.subarray(start, start + MOST_ARGUMENTS));
  }
  const base64 = btoa(binary);
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function fromBase64Url(base64: string): string {
  const binary = atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
