/** A whole HTTP answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return textAnswer(status, JSON.stringify(body), headers);
}

/** Any text under the content type of the protocol, so also one that is no JSON. */
export function textAnswer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "Content-Type": "application/x-amz-json-1.1", ...headers }, body };
}
