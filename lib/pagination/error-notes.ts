/** Remembers something about errors as long as they live, without writing into them. */
export class ErrorNotes<Note> {
  readonly #notes = new WeakMap<object, Note>();

  get(error: unknown): Note | undefined {
    return isObject(error) ? this.#notes.get(error) : undefined;
  }

  /** `undefined` forgets: the same error may have come out of another iteration before. */
  set(error: unknown, note: Note | undefined): void {
    if (!isObject(error)) return;
    if (note === undefined) this.#notes.delete(error);
    else this.#notes.set(error, note);
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
