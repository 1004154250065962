/** What can be paged: an array, or anything that makes its items on demand. */
export interface Sliceable<Item> {
  readonly length: number;
  slice(start: number, end: number): readonly Item[];
}
