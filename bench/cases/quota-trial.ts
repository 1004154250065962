import type { AthenaClient } from "@aws-sdk/client-athena";
import type { EndpointHost } from "../service/endpoint-host.js";
import { remoteClient } from "../service/remote-client.js";
import { PAGE_SIZE } from "../service/session.js";
import type { Way } from "../ways/way.js";
import type { QuotaScenario } from "./quota-scenarios.js";

export const SESSIONS = 20;
const LATENCY = 20; // ms

/** The result of listing 20 sessions concurrently over one client. */
export interface QuotaTrial {
  /** Number of sessions with all executors listed. */
  readonly complete: number;
  /** Percentage of calls that the service throttled. */
  readonly rejected: number;
  /** Duration in seconds, or `Infinity` if a session is incomplete. */
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
