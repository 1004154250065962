import type { AthenaClient } from "@aws-sdk/client-athena";
import type { EndpointHost } from "../service/endpoint-host.js";
import { remoteClient } from "../service/remote-client.js";
import { PAGE_SIZE } from "../service/session.js";
import type { Way } from "../ways/way.js";
import type { QuotaScenario } from "./quota-scenarios.js";

export const SESSIONS = 20;
const LATENCY = 20; // ms

/** What came of 20 sessions that were listed side by side over one client. */
export interface QuotaTrial {
  /** Sessions of which every executor was listed. */
  readonly complete: number;
  /** Calls that the service throttled, of all calls, in per cent. */
  readonly rejected: number;
  /** `Infinity` if not all sessions are complete: what gives up is not fast. */
  readonly seconds: number;
}

export async function quotaTrial(host: EndpointHost, scenario: QuotaScenario, way: Way): Promise<QuotaTrial> {
  const { pages, quota, rise } = scenario;
  const url = await host.start({ sessions: SESSIONS, executors: pages * PAGE_SIZE, latency: LATENCY, quota });
  const raised = rise && setTimeout(() => void host.setQuota(url, { rate: rise.rate, burst: rise.burst }), rise.after);
  const client = remoteClient(url, { retryMode: way.retryMode ?? "standard" });
  const start = performance.now();
  const complete = await completeSessions(client, way, pages * PAGE_SIZE);
  const seconds = (performance.now() - start) / 1000;
  clearTimeout(raised);
  client.destroy();
  const { accepted, rejected } = await host.stop(url);
  return {
    complete,
    rejected: (100 * rejected) / (accepted + rejected),
    seconds: complete === SESSIONS ? seconds : Infinity,
  };
}

async function completeSessions(client: AthenaClient, { list }: Way, executors: number): Promise<number> {
  const taken = Array.from({ length: SESSIONS }, () => 0);
  await Promise.allSettled(
    taken.map((_, session) =>
      list(client, `session-${session}`, () => {
        taken[session] = (taken[session] ?? 0) + 1;
      }),
    ),
  );
  return taken.filter((count) => count === executors).length;
}
