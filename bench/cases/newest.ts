import type { AthenaClient, ListExecutorsCommandInput } from "@aws-sdk/client-athena";
import { listExecutors } from "athena-executors";
import { type LocalAthena, startLocalAthena } from "athena-executors/testing";
import type { BenchCase, Row } from "../bench-case.js";
import { executorSource, NEWEST_START } from "../service/made-executors.js";
import { remoteClient } from "../service/remote-client.js";
import { PAGE_SIZE, SESSION_ID } from "../service/session.js";
import { exactly } from "../targets.js";
import { handWritten } from "../ways/hand-written.js";
import { oneByOne, type Way } from "../ways/way.js";

const EXECUTORS = 10_000;
const INTERVAL = (8 * 3_600_000) / EXECUTORS; // ms: they started over 8 hours
const TEN_MINUTES = 600_000;
const RECENT = Math.ceil(TEN_MINUTES / INTERVAL);
const startedAfter = new Date(NEWEST_START - TEN_MINUTES);

const five: Way = {
  name: "athena-executors, maxItems: 5",
  list: oneByOne((client, SessionId) => listExecutors({ client, maxItems: 5 }, { SessionId })),
};

const recent: Way = {
  name: "athena-executors, startedAfter ten minutes ago",
  list: oneByOne((client, SessionId) => listExecutors({ client, startedAfter }, { SessionId })),
};

/** What went over the wire, which is the same every time: one round. */
export const newest: BenchCase = {
  name: "newest",
  title: "the newest of 10 000 executors that started over 8 hours",
  async run() {
    const executors = executorSource(EXECUTORS, INTERVAL);
    const athena = await startLocalAthena({ sessions: [{ SessionId: SESSION_ID, executors }] });
    const client = remoteClient(athena.url);
    try {
      const rows: Row[] = [];
      for (const way of [five, recent, handWritten]) rows.push(await seen(athena, client, way));
      return { columns, rows, targets: targetsOf(rows) };
    } finally {
      client.destroy();
      await athena.close();
    }
  },
};

const columns = [
  { key: "taken", title: "executors", digits: 0 },
  { key: "calls", title: "calls", digits: 0 },
  { key: "pageSize", title: "MaxResults", digits: 0 },
];

async function seen(athena: LocalAthena, client: AthenaClient, { name, list }: Way): Promise<Row> {
  const before = athena.requests.length;
  let taken = 0;
  await list(client, SESSION_ID, () => void (taken += 1));
  const inputs = athena.requests.slice(before).map(({ input }) => input as ListExecutorsCommandInput);
  const pageSizes = inputs.map(({ MaxResults = NaN }) => MaxResults);
  return { way: name, figures: { taken: [taken], calls: [inputs.length], pageSize: pageSizes } };
}

function targetsOf([fiveSeen, recentSeen]: readonly Row[]): ReturnType<typeof exactly>[] {
  const { calls: fiveCalls = [], pageSize = [], taken: fiveTaken = [] } = fiveSeen?.figures ?? {};
  const { calls: recentCalls = [], taken: recentTaken = [] } = recentSeen?.figures ?? {};
  return [
    exactly("the five newest: executors", fiveTaken, 5),
    exactly("the five newest: calls", fiveCalls, 1),
    exactly("the five newest: MaxResults", pageSize, 5),
    exactly("startedAfter: executors", recentTaken, RECENT),
    exactly("startedAfter: calls, of pages that hold them", recentCalls, Math.ceil(RECENT / PAGE_SIZE)),
  ];
}
