/** Measures every subject once. Odd rounds run in the opposite order, so that no subject always comes first. */
export async function alternate<T, R>(
  round: number,
  things: readonly T[],
  ask: (thing: T) => Promise<R>,
): Promise<R[]> {
  const order = things.map((thing, index) => ({ thing, index }));
  if (round % 2 === 1) order.reverse();
  const results: { index: number; result: R }[] = [];
  for (const { thing, index } of order) results.push({ index, result: await ask(thing) });
  return results.sort((one, other) => one.index - other.index).map(({ result }) => result);
}
