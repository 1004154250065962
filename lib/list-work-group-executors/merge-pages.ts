interface Arrival<Page> {
  readonly lane: AsyncGenerator<Page, void, undefined>;
  readonly result: IteratorResult<Page, void>;
}

/**
 * The pages of several lanes, as they come in. Each lane has at most one page waiting and one call in flight: it is
 * asked for its next page when one of its pages is taken, or, where `waitsAfter` says so, when that has been used up.
 */
export async function* mergePages<Page>(
  lanes: readonly AsyncGenerator<Page, void, undefined>[],
  waitsAfter: (page: Page) => boolean,
): AsyncGenerator<Page, void, undefined> {
  const arrivals = new Arrivals<Page>();
  try {
    for (const lane of lanes) arrivals.expect(lane);
    while (arrivals.areExpected) {
      const { lane, result } = await arrivals.take();
      if (result.done === true) continue;
      const waits = waitsAfter(result.value);
      if (!waits) arrivals.expect(lane);
      yield result.value;
      if (waits) arrivals.expect(lane);
    }
  } finally {
    for (const lane of lanes) close(lane);
  }
}

/** Not waited for: what the lane was asked for may be in flight still, and is stopped by whoever stops the iteration. */
function close(lane: AsyncGenerator<unknown, void, undefined>): void {
  lane.return().catch(() => undefined);
}

/** What lanes were asked for and what has come, in the order in which it came. */
class Arrivals<Page> {
  #expected = 0;
  readonly #settled: Promise<Arrival<Page>>[] = [];
  #taker: ((arrival: Promise<Arrival<Page>>) => void) | undefined;

  get areExpected(): boolean {
    return this.#expected > 0;
  }

  expect(lane: AsyncGenerator<Page, void, undefined>): void {
    this.#expected += 1;
    const arrival = lane.next().then((result) => ({ lane, result }));
    const settle = (): void => {
      this.#settle(arrival);
    };
    arrival.then(settle, settle);
  }

  /** Takes what came first, or what comes next. One at a time takes. */
  take(): Promise<Arrival<Page>> {
    this.#expected -= 1;
    return (
      this.#settled.shift() ??
      new Promise((resolve) => {
        this.#taker = resolve;
      })
    );
  }

  #settle(arrival: Promise<Arrival<Page>>): void {
    const taker = this.#taker;
    this.#taker = undefined;
    if (taker === undefined) this.#settled.push(arrival);
    else taker(arrival);
  }
}
