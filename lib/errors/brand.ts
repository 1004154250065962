/**
 * `instanceof` fails across two copies of a package; a registered symbol does not. Every error of this package carries
 * one, and every guard checks it.
 */
export function brand(error: Error): void {
  Object.defineProperty(error, brandOf(error.name), { value: true });
}

/** Whether `error` was branded under this name, by this copy of the package or another. */
export function isBranded(error: unknown, name: string): boolean {
  return typeof error === "object" && error !== null && brandOf(name) in error;
}

function brandOf(name: string): symbol {
  return Symbol.for(`athena-executors.${name}`);
}
