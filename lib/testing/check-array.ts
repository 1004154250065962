import { expected } from "../checks/expected.js";

export function checkArray(name: string, value: unknown, accepted = "an array"): void {
  if (!Array.isArray(value)) throw expected(name, accepted, value);
}
