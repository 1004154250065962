/** Names that differ by more than this share of their letters are not suggested. */
const LARGEST_DIFFERENCE = 0.5;

/**
 * Throws a `TypeError` for the first member of `value` that is not in `known`. Data from plain JavaScript or JSON has
 * no type check, and a misspelt member must not be ignored.
 */
export function refuseUnknownMembers(name: string, value: object, known: readonly string[]): void {
  for (const [member, given] of Object.entries(value)) {
    if (given === undefined || known.includes(member)) continue;
    const path = name === "" ? member : `${name}.${member}`;
    const nearest = nearestName(member, known);
    const advice = nearest === undefined ? `Use only ${known.join(", ")}` : `Use \`${nearest}\` instead`;
    throw new TypeError(`Expected \`${path}\` to be absent, because there is no such member. ${advice}`);
  }
}

function nearestName(name: string, known: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let least = name.length * LARGEST_DIFFERENCE;
  for (const candidate of known) {
    const difference = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (difference > least || (difference === least && nearest !== undefined)) continue;
    nearest = candidate;
    least = difference;
  }
  return nearest;
}

/** Counts the letters to insert, remove or replace to turn one word into the other (Levenshtein). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const [diagonal = 0, above = 0] = row.slice(column - 1);
      const left = next[column - 1] ?? 0;
      next.push(letter === other[column - 1] ? diagonal : 1 + Math.min(diagonal, above, left));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
