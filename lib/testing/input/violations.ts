import type { IntegerMember, Member, StringMember } from "./input-shape.js";

/** What is wrong with one member, in the service's words; an empty list if nothing is. */
export function violations(name: string, member: Member, value: string | number | undefined): readonly string[] {
  if (value === undefined) return isRequired(member) ? [`Value null at ${place(name)}: Member must not be null`] : [];
  const constraints =
    member.type === "integer"
      ? integerConstraints(member, value as number)
      : stringConstraints(member, value as string);
  return constraints.map(({ shown = "", text }) => `Value ${shown}at ${place(name)}: Member must ${text}`);
}

/** Lengths and ranges are answered without the value, patterns and enums with it. */
interface BrokenConstraint {
  readonly shown?: string;
  readonly text: string;
}

function isRequired(member: Member): boolean {
  return member.type === "string" && member.required === true;
}

function place(name: string): string {
  return `'${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint`;
}

function integerConstraints({ minimum, maximum }: IntegerMember, value: number): readonly BrokenConstraint[] {
  if (value < minimum) return [{ text: `have value greater than or equal to ${String(minimum)}` }];
  if (value > maximum) return [{ text: `have value less than or equal to ${String(maximum)}` }];
  return [];
}

function stringConstraints(member: StringMember, value: string): readonly BrokenConstraint[] {
  const { minLength = 0, maxLength = Infinity, pattern, values } = member;
  const shown = `'${value}' `;
  const broken: BrokenConstraint[] = [];
  if (value.length < minLength) broken.push({ text: `have length greater than or equal to ${String(minLength)}` });
  if (value.length > maxLength) broken.push({ text: `have length less than or equal to ${String(maxLength)}` });
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value))
    broken.push({ shown, text: `satisfy regular expression pattern: ${pattern}` });
  if (values !== undefined && !values.includes(value))
    broken.push({ shown, text: `satisfy enum value set: [${values.join(", ")}]` });
  return broken;
}
