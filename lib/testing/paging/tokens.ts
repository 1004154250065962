import { checkCount, checkInteger, checkMilliseconds, checkObject, checkOneOf } from "../../checks/checks.js";
import { invalidRequest, type ServiceError } from "../server/service-error.js";

/** How the message of a refused token begins; the token follows. Both are known from operations beside ListExecutors. */
export type LocalTokenRefusal = "The nextPageToken is malformed:" | "Malformed nextPageToken";

/**
 * A listing that never ends: after `tail` pages, the same `period` pages with the same tokens come round and round. Where the list is
 * too short for them, they are empty.
 */
export interface LocalTokenCycle {
  /** How many pages come before the cycle: an integer >= 0. Default: 0. */
  readonly tail?: number | undefined;
  /** How many pages, and so tokens, the cycle has: an integer >= 1. With 1, a page gives the very token that asked for it. */
  readonly period: number;
}

/** The habits of the tokens of every listing. */
export interface LocalTokens {
  /**
   * From which end of the list a token counts. `"newest"`: an offset, so that executors that join while the list is read shift it and
   * are the reason for executors that come twice. `"oldest"`: what joins at the newest end shifts nothing. Default: `"newest"`.
   */
  readonly countFrom?: "newest" | "oldest" | undefined;
  /**
   * How long a token lives, in ms, a number >= 0: from the arrival of the request that it answered to the arrival of the one that brings
   * it. A token that is given out again lives anew. Default: `Infinity`.
   */
  readonly lifetime?: number | undefined;
  /**
   * How many requests a token may be used for, an integer >= 0 or `Infinity`, counted anew when it is given out again. 1 refuses the
   * retry of a request whose answer got lost; 0 refuses every token. Default: `Infinity`.
   */
  readonly maxUses?: number | undefined;
  /**
   * How the message begins that a refused token gets: an expired one, a damaged one, one of another listing; and, under `lifetime` or
   * `maxUses`, one that another endpoint gave out. The error is an `InvalidRequestException`. Default: `"The nextPageToken is malformed:"`.
   */
  readonly refusal?: LocalTokenRefusal | undefined;
  /** Default: none, every listing ends. */
  readonly cycle?: LocalTokenCycle | undefined;
}

export function checkTokens(tokens: LocalTokens): void {
  checkObject("tokens", tokens);
  const { countFrom = "newest", lifetime = Infinity, maxUses = Infinity, refusal = defaultRefusal, cycle } = tokens;
  checkOneOf("tokens.countFrom", countFrom, ["newest", "oldest"]);
  checkMilliseconds("tokens.lifetime", lifetime);
  checkCount("tokens.maxUses", maxUses);
  checkOneOf("tokens.refusal", refusal, refusals);
  if (cycle !== undefined) checkCycle(cycle);
}

function checkCycle(cycle: LocalTokenCycle): void {
  checkObject("tokens.cycle", cycle);
  const { tail = 0, period } = cycle;
  checkInteger("tokens.cycle.tail", tail, 0);
  checkInteger("tokens.cycle.period", period, 1);
}

export const defaultRefusal: LocalTokenRefusal = "The nextPageToken is malformed:";

export const refusals: readonly LocalTokenRefusal[] = [defaultRefusal, "Malformed nextPageToken"];

/** The service echoes the token that it refuses. */
export function refusedToken(token: string, refusal: LocalTokenRefusal = defaultRefusal): ServiceError {
  return invalidRequest(`${refusal} ${token}`);
}

interface Life {
  readonly givenAt: number;
  uses: number;
}

/** Which tokens are still alive. Nothing is remembered while tokens live for ever. */
export class TokenLives {
  readonly #lifetime: number;
  readonly #maxUses: number;
  readonly #lives: Map<string, Life> | undefined;

  constructor({ lifetime = Infinity, maxUses = Infinity }: LocalTokens) {
    this.#lifetime = lifetime;
    this.#maxUses = maxUses;
    this.#lives = lifetime === Infinity && maxUses === Infinity ? undefined : new Map<string, Life>();
  }

  /** Begins the life of a token, or begins it anew, at `now` (ms). */
  give(token: string, now: number): void {
    this.#lives?.set(token, { givenAt: now, uses: 0 });
  }

  /** Whether a token may be used at `now` (ms). Using it counts. */
  use(token: string, now: number): boolean {
    if (this.#lives === undefined) return true;
    const life = this.#lives.get(token);
    if (life === undefined || now - life.givenAt > this.#lifetime || life.uses >= this.#maxUses) return false;
    life.uses += 1;
    return true;
  }
}
