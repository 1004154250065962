import {
  GetSessionCommand,
  ListCalculationExecutionsCommand,
  ListExecutorsCommand,
  type AthenaClient,
  type CalculationSummary,
  type ExecutorsSummary,
  type ExecutorState,
  type SessionStatus,
} from "@aws-sdk/client-athena";

import type { LocalLife, LocalLivingSession } from "../../lib/testing/index.js";
import { clientOf, startedAthena } from "./started-athena.js";

export const SessionId = "living";

/** Start of the living sessions, in ms since the epoch. */
export const beginning = 1_700_000_000_000;

/** All answers of the endpoint about a living session at one time. */
export interface Sight {
  readonly now: number;
  readonly status: SessionStatus;
  readonly executors: readonly ExecutorsSummary[];
  readonly calculations: readonly CalculationSummary[];
}

/** A living session with a clock that the spec sets, and its client. */
export interface WatchedLife {
  readonly client: AthenaClient;
  /** Sets the clock to this many milliseconds after the start. */
  readonly goTo: (milliseconds: number) => void;
  /** Reads the session at this many milliseconds after the start. */
  readonly at: (milliseconds: number) => Promise<Sight>;
}

export async function watchedLife(life: LocalLife, further: Partial<LocalLivingSession> = {}): Promise<WatchedLife> {
  let now = beginning;
  const athena = await startedAthena({ sessions: [{ SessionId, life, ...further }], now: () => now });
  const client = clientOf(athena);
  const goTo = (milliseconds: number): void => {
    now = beginning + milliseconds;
  };
  return {
    client,
    goTo,
    at: async (milliseconds) => {
      goTo(milliseconds);
      const { Status: status = {} } = await client.send(new GetSessionCommand({ SessionId }));
      const executors = await executorsOf(client);
      const { Calculations = [] } = await client.send(new ListCalculationExecutionsCommand({ SessionId }));
      return { now, status, executors, calculations: Calculations };
    },
  };
}

/** Lists all executors, or those in one state, in pages of 40. */
export async function executorsOf(
  client: AthenaClient,
  ExecutorStateFilter?: ExecutorState,
): Promise<readonly ExecutorsSummary[]> {
  const all: ExecutorsSummary[] = [];
  let NextToken: string | undefined;
  do {
    const input = { SessionId, MaxResults: 40, ExecutorStateFilter, NextToken };
    const page = await client.send(new ListExecutorsCommand(input));
    all.push(...(page.ExecutorsSummary ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return all;
}

/** Reads a session at regular intervals, from its start to a given time. */
export async function watch(life: WatchedLife, until: number, step: number): Promise<readonly Sight[]> {
  const sights: Sight[] = [];
  for (let time = 0; time <= until; time += step) sights.push(await life.at(time));
  return sights;
}
