import { raceAbort } from "../common/abort.js";
import type { Reporter } from "../events/reporter.js";
import { failureKind, type FailureKind, retryAfter } from "../sdk/failures.js";
import type { FinalizeHandler } from "../sdk/sdk-stack.js";
import type { Throttle } from "./throttle.js";

/** The longest pause in milliseconds if this package does not retry. The service may ask for a longer one. */
const LONGEST_PAUSE = 20_000;

/** The throttle of attempts, and what ends their wait. */
export interface ThrottledOptions {
  readonly throttle: Throttle;
  readonly signal: AbortSignal | undefined;
  readonly reporter?: Reporter | undefined;
}

/**
 * Makes every attempt wait for the throttle before `next`. Without the retries of this package, failures are reported
 * to the throttle here.
 */
export function throttled(next: FinalizeHandler, options: ThrottledOptions): FinalizeHandler {
  return async (args) => {
    const grant = await takeTurn(options);
    const holder = grantHolders.get(args.request);
    holder?.onGrant(grant);
    try {
      return await next(args);
    } catch (error) {
      if (holder === undefined) learn(grant, error);
      throw error;
    }
  };
}

/**
 * Pauses all callers of the throttle.
 */
export function coolDown({ throttle, ticket }: Grant, kind: FailureKind, pause: number): void {
  // Outages must not lower the rate: `-Infinity` marks the grant as older than the last drop.
  throttle.coolDown(pause, kind === "throttle" ? ticket : -Infinity);
}

/** Whether a failure pauses all callers: a throttle answer, or an outage with `Retry-After`. */
export function callsForPause(kind: FailureKind, asked: number | undefined): boolean {
  return kind === "throttle" || (kind === "transient" && asked !== undefined);
}

async function takeTurn({ throttle, signal, reporter }: ThrottledOptions): Promise<Grant> {
  const askedAt = performance.now();
  const cooling = coolUntil(throttle) - askedAt;
  const ticket = (await raceAbort(throttle.acquire(signal), signal)) ?? undefined;
  const now = performance.now();
  // A custom throttle may resolve to any number.
  const at = Math.min(Math.max(ticket ?? now, askedAt), now);
  const waited = at - askedAt;
  reporter?.wait(hasCooled(throttle, cooling, askedAt, at) ? "cool-down" : "throttle", waited);
  if (throttle.degradedBy !== undefined) reporter?.throttleDegraded(throttle.degradedBy);
  return { throttle, ticket, at, queued: waited - Math.min(Math.max(cooling, 0), waited) };
}

/** Whether a cool-down was in force between the two times. One that has begun since does not count. */
function hasCooled(throttle: Throttle, cooling: number, askedAt: number, at: number): boolean {
  const until = coolUntil(throttle);
  return cooling > 0 || (until > askedAt && until <= at + 1);
}

/** Returns the end of the cool-down. Custom throttles may omit it. */
function coolUntil({ coolUntil: until = -Infinity }: Throttle): number {
  return until;
}

/** The client's own retry delay is not known, so the pause is what the service asked for, or 0. */
function learn(grant: Grant, error: unknown): void {
  const kind = failureKind(error);
  const asked = retryAfter(error);
  if (callsForPause(kind, asked)) coolDown(grant, kind, Math.min(LONGEST_PAUSE, asked ?? 0));
}

/** Permission of a throttle for one attempt. */
export interface Grant {
  readonly throttle: Throttle;
  /** The result of `acquire()`, for `coolDown()`. */
  readonly ticket: number | undefined;
  /** When it was granted (`performance.now()`, ms). */
  readonly at: number;
  /** Milliseconds in the queue, without the cool-down in force when the attempt joined it. */
  readonly queued: number;
}

/** A call that repeats its attempts and reports their failures to the throttle. */
export interface GrantHolder {
  /** Called before each attempt that a throttle admits. */
  onGrant(grant: Grant): void;
}

/**
 * Calls that this package retries, by their requests. The throttle and the retries may be added to a stack
 * independently of each other, and both of them have access to the request.
 */
export const grantHolders = new WeakMap<object, GrantHolder>();
