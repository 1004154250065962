import { raceAbort } from "../common/abort.js";
import type { Reporter } from "../events/reporter.js";
import { failureKind, type FailureKind, retryAfter } from "../sdk/failures.js";
import { grantHolders, type Grant } from "./grants.js";
import type { FinalizeHandler } from "../sdk/sdk-stack.js";
import type { Throttle } from "./throttle.js";

/** Milliseconds that all calls pause at most, whatever the service asks for, if this package does not retry. */
const LONGEST_PAUSE = 20_000;

/** What attempts wait for. */
export interface ThrottledOptions {
  readonly throttle: Throttle;
  readonly signal: AbortSignal | undefined;
  readonly reporter?: Reporter | undefined;
}

/**
 * Has every attempt wait for the throttle before it goes on to `next`. Failures are reported to the throttle by the
 * retries of this package. Without them they are reported here.
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
 * Lets everybody who shares the throttle pause, if the failure calls for it: after a throttle answer, and after an
 * outage that says how long it takes.
 */
export function coolDown({ throttle, ticket }: Grant, kind: FailureKind, pause: number): void {
  // Outages must not lower the rate: `-Infinity` marks the grant as older than the last drop.
  throttle.coolDown(pause, kind === "throttle" ? ticket : -Infinity);
}

/** Whether everybody who shares the throttle has to pause after such a failure. */
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

/** Custom throttles may omit it. */
function coolUntil({ coolUntil: until = -Infinity }: Throttle): number {
  return until;
}

/** The client's own retry delay is not known, so the pause is what the service asked for, or 0. */
function learn(grant: Grant, error: unknown): void {
  const kind = failureKind(error);
  const asked = retryAfter(error);
  if (callsForPause(kind, asked)) coolDown(grant, kind, Math.min(LONGEST_PAUSE, asked ?? 0));
}
