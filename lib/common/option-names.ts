/** The largest share of a name's letters that a misspelling may change. */
const MOST_EDITS = 0.5;

/**
 * Rejects option names that are not among `accepted`, because a misspelt option would have no effect. Unknown options
 * that are `undefined` pass.
 */
export function checkKnown(name: string, options: object, accepted: readonly string[]): void {
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined || accepted.includes(option)) continue;
    const nearest = nearestOf(option, accepted);
    const advice = nearest === undefined ? `Use one of ${accepted.join(", ")}` : `Did you mean \`${nearest}\`?`;
    throw new TypeError(`Expected \`${name}\` to have no \`${option}\`. ${advice}`);
  }
}

/** Returns the option names of a type. The compiler requires each of them. */
export function namesOf<Options>(names: Record<keyof Options, true>): readonly string[] {
  return Object.keys(names);
}

/** Returns the accepted name with the fewest edits from `given`; `undefined` if none is near. */
export function nearestOf(given: string, accepted: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let fewest = Infinity;
  for (const name of accepted) {
    const edits = editsBetween(given.toLowerCase(), name.toLowerCase());
    if (edits < fewest && edits <= MOST_EDITS * name.length) [nearest, fewest] = [name, edits];
  }
  return nearest;
}

/** Computes the Levenshtein distance. */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let index = 0; index < one.length; index += 1) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = Number(row[column - 1]) + (one[index] === other[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, Number(row[column]) + 1, Number(next[column - 1]) + 1));
    }
    row = next;
  }
  return Number(row.at(-1));
}
