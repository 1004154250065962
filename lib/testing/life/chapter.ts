import type { Moment } from "./moment.js";

/** A part of the story. The next one begins when it has ended, so that a story can be told bit by bit. */
export interface Chapter {
  /** In the order in which they come to pass. */
  readonly moments: readonly Moment[];
  /** No moment is later, in ms of the story. */
  readonly ends: number;
}
