import { setTimeout as pause } from "node:timers/promises";
import type { BenchCase, Measured, Row } from "../bench-case.js";
import { EndpointHost } from "../service/endpoint-host.js";
import { remoteClient } from "../service/remote-client.js";
import { PAGE_SIZE } from "../service/session.js";
import { ratios } from "../statistics.js";
import { atLeast, atMost, type Target } from "../targets.js";
import { handWritten } from "../ways/hand-written.js";
import { readable } from "../ways/readable.js";
import { rxjs } from "../ways/rxjs.js";
import { sdkStandard } from "../ways/sdk-paginator.js";
import { streamingIterables } from "../ways/streaming-iterables.js";
import { items, pages } from "../ways/this-package.js";
import type { Rest, Way } from "../ways/way.js";
import { alternate } from "./alternate.js";

const PAGES = 40;
const LATENCY = 50; // ms
const BUSY = 50; // ms a page
const ROUNDS = 2;
const compared = [sdkStandard, handWritten, streamingIterables, rxjs, readable, pages, items];
/** With an idle consumer, prefetching saves no time. These ways show only the overhead. */
const comparedIdle = [sdkStandard, handWritten, pages, items];

/** Time of a listing of 40 pages. The service runs in its own process. */
function wallClock({ name, title, ways, judged, target, rest }: WallClock): BenchCase {
  return {
    name,
    title: `time of 40 pages, 50 ms latency, ${title}`,
    async run({ progress, isQuick }) {
      const seconds = new Map(ways.map((way): [Way, number[]] => [way, []]));
      const host = new EndpointHost();
      try {
        const url = await host.start({ sessions: 1, executors: PAGES * PAGE_SIZE, latency: LATENCY });
        const rounds = isQuick ? 1 : ROUNDS;
        for (let round = 0; round < rounds; round += 1) {
          progress(`round ${round + 1} of ${rounds}`);
          await alternate(round, ways, async (way) => seconds.get(way)?.push(await listed(way, url, rest)));
        }
      } finally {
        await host.end();
      }
      return measured(seconds, judged, target);
    },
  };
}

interface WallClock {
  readonly name: string;
  readonly title: string;
  readonly ways: readonly Way[];
  /** The ways that the target applies to. */
  readonly judged: readonly Way[];
  readonly target: TargetOf;
  readonly rest?: Rest;
}

type TargetOf = (view: Way, seconds: readonly number[], sdkSeconds: readonly number[]) => Target;

export const wallClockBusy = wallClock({
  name: "wall",
  title: "consumer busy 50 ms a page",
  ways: compared,
  judged: [items, pages],
  target: (view, seconds, sdk) => {
    // `pages()` does not prefetch the second page, so that a consumer of one page costs one call.
    const pagesOfWaiting = view === pages ? 2 : 1;
    const possible = (PAGES * (LATENCY + BUSY)) / (PAGES * LATENCY + pagesOfWaiting * BUSY);
    const shares = ratios(sdk, seconds).map((ratio) => ratio / possible);
    return atLeast(`${view.name}: speed-up over the SDK's paginator, as a share of the possible one`, shares, 0.92);
  },
  rest: () => pause(BUSY),
});

export const wallClockIdle = wallClock({
  name: "idle",
  title: "consumer does nothing",
  ways: comparedIdle,
  judged: [pages, items],
  target: (view, seconds, sdk) =>
    atMost(`${view.name}, idle consumer, × the SDK's paginator`, ratios(seconds, sdk), 1.02),
});

async function listed({ name, list, retryMode = "standard" }: Way, url: string, rest?: Rest): Promise<number> {
  const client = remoteClient(url, { retryMode });
  let taken = 0;
  const start = performance.now();
  await list(client, "session-0", () => void (taken += 1), rest);
  const seconds = (performance.now() - start) / 1000;
  client.destroy();
  if (taken !== PAGES * PAGE_SIZE) throw new Error(`${name} took ${taken} of ${PAGES * PAGE_SIZE} executors`);
  return seconds;
}

function measured(seconds: ReadonlyMap<Way, readonly number[]>, judged: readonly Way[], target: TargetOf): Measured {
  const sdk = seconds.get(sdkStandard) ?? [];
  const rows = [...seconds].map(([way, figures]): Row => ({
    way: way.name,
    figures: { seconds: figures, ratio: ratios(figures, sdk) },
  }));
  return {
    columns: [
      { key: "seconds", title: "seconds", digits: 2 },
      { key: "ratio", title: "× the SDK's paginator", digits: 3 },
    ],
    rows,
    targets: judged.map((view) => target(view, seconds.get(view) ?? [], sdk)),
  };
}
