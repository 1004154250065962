import type { LocalQuota } from "athena-executors/testing";
import type { EndpointAnswer, EndpointCalls, EndpointOptions, EndpointTask } from "../workers/endpoint-worker.js";
import { Worker } from "../workers/worker.js";

/** A worker process that hosts embedded endpoints. */
export class EndpointHost {
  readonly #worker = new Worker<EndpointTask, EndpointAnswer>("endpoint-worker");
  #asked: Promise<unknown> = Promise.resolve();

  /** Starts an endpoint and resolves to its URL. */
  async start(options: EndpointOptions): Promise<string> {
    const { url } = await this.#ask({ type: "start", options });
    return url;
  }

  async setQuota(url: string, quota: LocalQuota): Promise<void> {
    await this.#ask({ type: "set-quota", url, quota });
  }

  /** Stops an endpoint and resolves to its call counts. */
  async stop(url: string): Promise<EndpointCalls> {
    return await this.#ask({ type: "stop", url });
  }

  async end(): Promise<void> {
    await this.#worker.end();
  }

  /** Queues tasks, because a worker takes one task at a time. */
  #ask(task: EndpointTask): Promise<EndpointAnswer> {
    const answer = this.#asked.then(() => this.#worker.ask(task));
    this.#asked = answer.catch(() => undefined);
    return answer;
  }
}
