interface Arrival<Page> {
  readonly lane: AsyncGenerator<Page, void, undefined>;
  readonly result: IteratorResult<Page, void>;
}

/**
 * Yields the pages of several lanes as they arrive. Each lane has at most one page waiting and one call in flight: its
 * next page is requested when a page is taken. If `waitsAfter` returns `true` for that page, the request waits until
 * the page has been consumed.
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

/** Closes a lane without waiting. The end of the iteration aborts its pending call. */
function close(lane: AsyncGenerator<unknown, void, undefined>): void {
  lane.return().catch(() => undefined);
}

/** Pending requests of the lanes, and results in order of arrival. */
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

  /** Takes the first result, or waits for the next one. Only one caller at a time. */
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
