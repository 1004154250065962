import type { LocalTokens } from "./local-tokens.js";

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
