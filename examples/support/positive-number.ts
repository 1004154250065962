/** Returns the value of an option, or its default. */
export function positiveNumber(option: string, value: string | undefined, otherwise: number): number {
  const number = value === undefined ? otherwise : Number(value);
  if (number > 0) return number;
  throw new Error(`--${option} takes a positive number, not \`${value ?? ""}\`.`);
}
