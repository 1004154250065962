/** The SDK's input has these members, its paginator overwrites them, and a caller who sets them means something by it. */
export function refuseMember(input: object, member: string, option: string): void {
  if ((input as Record<string, unknown>)[member] === undefined) return;
  throw new TypeError(`Expected \`input.${member}\` to be absent: use the option \`${option}\` of the first argument`);
}
