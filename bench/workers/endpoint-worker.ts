/** Hosts embedded endpoints, so that what they do does not take from the process that is measured. */
import { type LocalAthena, type LocalQuota, startLocalAthena } from "athena-executors/testing";
import { executorSource } from "../service/made-executors.js";
import { answerTasks } from "./answer-tasks.js";

/** What an endpoint serves: so many sessions, `session-0` and so on, each of so many executors. */
export interface EndpointOptions {
  readonly sessions: number;
  readonly executors: number;
  /** In ms. */
  readonly latency: number;
  readonly quota?: LocalQuota;
}

/** What it has seen: calls answered with a page, and with an error. */
export interface EndpointCalls {
  readonly accepted: number;
  readonly rejected: number;
}

/** What can be asked for. */
export type EndpointTask =
  | { readonly type: "start"; readonly options: EndpointOptions }
  | { readonly type: "set-quota"; readonly url: string; readonly quota: LocalQuota }
  | { readonly type: "stop"; readonly url: string };

/** The answer to any of them. */
export interface EndpointAnswer extends EndpointCalls {
  readonly url: string;
}

const endpoints = new Map<string, LocalAthena>();

answerTasks(async (task: EndpointTask): Promise<EndpointAnswer> => {
  if (task.type === "start") return describe(await start(task.options));
  const endpoint = endpoints.get(task.url);
  if (endpoint === undefined) throw new Error(`There is no endpoint at ${task.url}`);
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
