import { checkCount, checkInteger, checkMilliseconds, checkObject, checkOneOf } from "../../common/checks.js";
import { invalidRequest, type ServiceError } from "../server/service-error.js";
import { checkKnown } from "../../common/option-names.js";

export const DEFAULT_REFUSAL: LocalTokenRefusal = "The nextPageToken is malformed:";
export const REFUSALS: readonly LocalTokenRefusal[] = [DEFAULT_REFUSAL, "Malformed nextPageToken"];

const TOKEN_MEMBERS = ["countFrom", "lifetime", "maxUses", "refusal", "cycle"];

/** Start of the message for a refused token, before the token. Both are known from sibling operations. */
export type LocalTokenRefusal = "The nextPageToken is malformed:" | "Malformed nextPageToken";

/**
 * A listing that never ends. After `tail` pages, the same `period` pages repeat with the same tokens. Pages beyond the
 * end of the list are empty.
 */
export interface LocalTokenCycle {
  /**
   * Number of pages before the cycle, an integer >= 0.
   *
   * @default 0
   */
  readonly tail?: number | undefined;
  /** Number of pages and tokens in the cycle, an integer >= 1. With 1, a page returns the token that requested it. */
  readonly period: number;
}

/** Behaviour of the tokens of all listings. */
export interface LocalTokens {
  /**
   * Meaning of a token. `"newest"`: an offset from the newest executor, so executors that join during a listing cause
   * duplicates. `"oldest"`: executors that join shift nothing.
   *
   * @default "newest"
   */
  readonly countFrom?: "newest" | "oldest" | undefined;
  /**
   * Lifetime of a token in ms, a number >= 0. It starts when the request that the token answered arrived. Issuing the
   * token again restarts it.
   *
   * @default Infinity
   */
  readonly lifetime?: number | undefined;
  /**
   * Maximum number of requests with a token: an integer >= 0 or `Infinity`. 1 refuses a retry whose first answer was
   * lost; 0 refuses every token. Issuing the token again resets the count.
   *
   * @default Infinity
   */
  readonly maxUses?: number | undefined;
  /**
   * Start of the message of the `InvalidRequestException` for a refused token. With `lifetime` or `maxUses`, tokens of
   * other endpoints are refused too.
   *
   * @default "The nextPageToken is malformed:"
   */
  readonly refusal?: LocalTokenRefusal | undefined;
  /**
   * Makes listings that never end.
   *
   * @default none
   */
  readonly cycle?: LocalTokenCycle | undefined;
}

export function checkTokens(tokens: LocalTokens): void {
  checkObject("tokens", tokens);
  checkKnown("tokens", tokens, TOKEN_MEMBERS);
  const { countFrom = "newest", lifetime = Infinity, maxUses = Infinity, refusal = DEFAULT_REFUSAL, cycle } = tokens;
  checkOneOf("tokens.countFrom", countFrom, ["newest", "oldest"]);
  checkMilliseconds("tokens.lifetime", lifetime);
  checkCount("tokens.maxUses", maxUses);
  checkOneOf("tokens.refusal", refusal, REFUSALS);
  if (cycle !== undefined) checkCycle(cycle);
}

function checkCycle(cycle: LocalTokenCycle): void {
  checkObject("tokens.cycle", cycle);
  checkKnown("tokens.cycle", cycle, ["tail", "period"]);
  const { tail = 0, period } = cycle;
  checkInteger("tokens.cycle.tail", tail, 0);
  checkInteger("tokens.cycle.period", period, 1);
}

/** Returns the error for a refused token. The service echoes the token. */
export function refusedToken(token: string, refusal: LocalTokenRefusal = DEFAULT_REFUSAL): ServiceError {
  return invalidRequest(`${refusal} ${token}`);
}

interface Life {
  readonly givenAt: number;
  uses: number;
}

/** The tokens that are still valid. Nothing is stored if tokens have no limits. */
export class TokenLives {
  readonly #lifetime: number;
  readonly #maxUses: number;
  #lives: Map<string, Life> | undefined;

  constructor({ lifetime = Infinity, maxUses = Infinity }: LocalTokens) {
    this.#lifetime = lifetime;
    this.#maxUses = maxUses;
    this.#lives = lifetime === Infinity && maxUses === Infinity ? undefined : new Map<string, Life>();
  }

  /** Starts or restarts the life of a token at `now` (ms). */
  give(token: string, now: number): void {
    this.#lives?.set(token, { givenAt: now, uses: 0 });
  }

  /** Ends the lives of all tokens. From now on, only tokens that are issued later are valid. */
  expire(): void {
    this.#lives = new Map();
  }

  /** Counts a use of a token at `now` (ms). Returns false if the token is no longer valid. */
  use(token: string, now: number): boolean {
    if (this.#lives === undefined) return true;
    const life = this.#lives.get(token);
    if (life === undefined || now - life.givenAt > this.#lifetime || life.uses >= this.#maxUses) return false;
    life.uses += 1;
    return true;
  }
}
