/**
 * How long the answer behind an error asks to wait, in milliseconds; `undefined` where it does not say or says nonsense.
 * `Retry-After` is a number of seconds or a date (RFC 9110, section 10.2.3), `x-amz-retry-after` one of milliseconds.
 */
export function retryAfter(error: unknown): number | undefined {
  const headers = headersOf(error);
  const standard = headers.get("retry-after") ?? "";
  const amazon = headers.get("x-amz-retry-after") ?? "";
  return fromNumber(standard, 1000) ?? fromDate(standard) ?? fromNumber(amazon, 1);
}

function fromNumber(value: string, unit: number): number | undefined {
  return /^\d+(\.\d+)?$/.test(value) ? Number(value) * unit : undefined;
}

function fromDate(value: string): number | undefined {
  // The parser makes dates of `+5`, `1,5` and `in 2` too. Every date of HTTP begins with the day of the week.
  const date = /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function headersOf(error: unknown): ReadonlyMap<string, string> {
  const headers = (error as { $response?: { headers?: Record<string, unknown> } } | null)?.$response?.headers ?? {};
  return new Map(
    Object.entries(headers)
      .filter((entry): entry is [string, string] => typeof entry[1] === "string")
      .map(([name, value]) => [name.toLowerCase(), value.trim()]),
  );
}
