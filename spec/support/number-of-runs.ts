/** Returns the number of runs of a property: PROPERTY_RUNS if set, such as by `npm run mutate`, otherwise `usual`. */
export function numberOfRuns(usual: number): number {
  return Number(process.env["PROPERTY_RUNS"] ?? usual);
}
