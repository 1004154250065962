/** The SDK's input has members that mean nothing here. A caller who sets one means something by it that it would not do. */
export function refuseMember(input: object, member: string, reason: string): void {
  if ((input as Record<string, unknown>)[member] === undefined) return;
  throw new TypeError(`Expected \`input.${member}\` to be absent: ${reason}`);
}

/** The reason where an option says the same; the SDK's own paginator overwrites what is set in the input instead. */
export function insteadUse(option: string): string {
  return `use the option \`${option}\` of the first argument`;
}
