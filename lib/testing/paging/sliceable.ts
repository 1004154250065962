/** A list that can be paged: an array, or a source that creates its items on demand. */
export interface Sliceable<Item> {
  readonly length: number;
  slice(start: number, end: number): readonly Item[];
}

/** Joins two lists without copying them. */
export function joinedSlices<Item>(front: Sliceable<Item>, back: Sliceable<Item>): Sliceable<Item> {
  if (front.length === 0) return back;
  const { length } = front;
  return {
    length: length + back.length,
    slice: (start, end) => {
      const head = front.slice(start, end);
      return end <= length ? head : [...head, ...back.slice(Math.max(0, start - length), end - length)];
    },
  };
}
