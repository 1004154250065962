/** Hosts embedded endpoints in a separate process, so that they do not slow down the measured process. */
import { type LocalAthena, type LocalQuota, startLocalAthena } from "athena-executors/testing";
import { executorSource } from "../service/made-executors.js";
import { answerTasks } from "./answer-tasks.js";

/** Options of an endpoint. Its sessions are named `session-0`, `session-1` and so on. */
export interface EndpointOptions {
  readonly sessions: number;
  /** Number of executors in each session. */
  readonly executors: number;
  /** Milliseconds before each answer. */
  readonly latency: number;
  readonly quota?: LocalQuota;
}

/** Number of calls answered with a page (`accepted`) and with an error (`rejected`). */
export interface EndpointCalls {
  readonly accepted: number;
  readonly rejected: number;
}

/** A task of this worker. */
export type EndpointTask =
  | { readonly type: "start"; readonly options: EndpointOptions }
  | { readonly type: "set-quota"; readonly url: string; readonly quota: LocalQuota }
  | { readonly type: "stop"; readonly url: string };

/** The answer to every kind of task. */
export interface EndpointAnswer extends EndpointCalls {
  readonly url: string;
}

const endpoints = new Map<string, LocalAthena>();

answerTasks(async (task: EndpointTask): Promise<EndpointAnswer> => {
  if (task.type === "start") return describe(await start(task.options));
  const endpoint = endpoints.get(task.url);
  if (endpoint === undefined) throw new Error(`Expected an endpoint at ${task.url}, found none`);
  if (task.type === "set-quota") endpoint.setQuota(task.quota);
  else await endpoint.close();
  return describe(endpoint);
});

async function start({ sessions, executors, ...options }: EndpointOptions): Promise<LocalAthena> {
  const served = Array.from({ length: sessions }, (_, session) => ({
    SessionId: `session-${session}`,
    executors: executorSource(executors),
  }));
  const endpoint = await startLocalAthena({ ...options, sessions: served, tokenOnFullPage: false });
  endpoints.set(endpoint.url, endpoint);
  return endpoint;
}

function describe({ url, requests }: LocalAthena): EndpointAnswer {
  const accepted = requests.filter(({ status }) => status === 200).length;
  return { url, accepted, rejected: requests.length - accepted };
}
