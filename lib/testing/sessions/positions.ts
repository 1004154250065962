/** A set of positions, in ascending order. */
export class Positions {
  readonly sorted: number[] = [];

  /** Adds a position above all others, as a scan comes upon them. */
  push(position: number): void {
    this.sorted.push(position);
  }

  /** Adds a position that is not among them. */
  insert(position: number): void {
    const index = this.sorted.findIndex((other) => other > position);
    this.sorted.splice(index === -1 ? this.sorted.length : index, 0, position);
  }

  /** Removes a position that is among them. */
  remove(position: number): void {
    this.sorted.splice(this.sorted.indexOf(position), 1);
  }
}
