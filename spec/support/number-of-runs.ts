/** How many cases a property tries: `usual`, unless PROPERTY_RUNS asks for another number, as `npm run mutate` does. */
export function numberOfRuns(usual: number): number {
  return Number(process.env["PROPERTY_RUNS"] ?? usual);
}
