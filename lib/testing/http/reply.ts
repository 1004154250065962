import type { Answer } from "./answer.js";

/** What the client gets to see: an answer, half of one, or none. */
export type Reply =
  | { readonly type: "whole" | "truncated"; readonly answer: Answer }
  | { readonly type: "reset" }
  | { readonly type: "hang" };
