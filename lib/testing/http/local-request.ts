/** A request that the endpoint received. It is recorded when its body is complete; CORS preflights are not recorded. */
export interface LocalRequest {
  /** 1 for the first request. */
  readonly number: number;
  /** The HTTP method. */
  readonly method: string;
  /** The path with its query, `/` for the service's operations. */
  readonly path: string;
  /** The name behind `AmazonAthena.` in `X-Amz-Target`, also an unknown one; `undefined` without such a header. */
  readonly operation: string | undefined;
  /** The body as parsed JSON; `undefined` if it is none. */
  readonly input: unknown;
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** When its headers arrived, on the clock of `performance.now()`, in ms. */
  readonly at: number;
  /** The HTTP status answered; `undefined` while there is no answer, and for ever after `reset` and `hang`. */
  readonly status: number | undefined;
  /** When the answer was sent, on the clock of `performance.now()`, in ms; `undefined` as `status` is. */
  readonly answeredAt: number | undefined;
}
