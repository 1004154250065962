import { expected } from "../checks/expected.js";

export function checkOneOf(name: string, accepted: readonly string[], value: unknown): void {
  if (!(accepted as readonly unknown[]).includes(value)) throw expected(name, `one of ${accepted.join(", ")}`, value);
}
