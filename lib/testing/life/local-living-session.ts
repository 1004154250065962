import type { LocalLife } from "./local-life.js";

/** A session of the embedded endpoint whose executors come and go by themselves. Nothing runs in between: each request sees what has come. */
export interface LocalLivingSession {
  /** 1 to 256 characters, unique in the endpoint. */
  readonly SessionId: string;
  /** The workgroup of the session: 1 to 128 letters, digits, `.`, `_` or `-`. Default: `"primary"`. */
  readonly WorkGroup?: string | undefined;
  /** Default: none. */
  readonly Description?: string | undefined;
  /**
   * When its life begins. In the past: that much of it has passed already. In the future: until then, no such session is found.
   * Default: when the endpoint was started.
   */
  readonly StartDateTime?: Date | undefined;
  /** What happens in it, and how fast. */
  readonly life: LocalLife;
}
