import type { LocalQuota } from "athena-executors/testing";
import type { EndpointAnswer, EndpointCalls, EndpointOptions, EndpointTask } from "../workers/endpoint-worker.js";
import { Worker } from "../workers/worker.js";

/** A process that hosts embedded endpoints. */
export class EndpointHost {
  readonly #worker = new Worker<EndpointTask, EndpointAnswer>("endpoint-worker");
  #asked: Promise<unknown> = Promise.resolve();

  /** Resolves to the endpoint's address. */
  async start(options: EndpointOptions): Promise<string> {
    const { url } = await this.#ask({ type: "start", options });
    return url;
  }

  async setQuota(url: string, quota: LocalQuota): Promise<void> {
    await this.#ask({ type: "set-quota", url, quota });
  }

  /** Resolves to the calls that the endpoint has seen. */
  async stop(url: string): Promise<EndpointCalls> {
    return await this.#ask({ type: "stop", url });
  }

  async end(): Promise<void> {
    await this.#worker.end();
  }

  /** One task after another, as a worker has it. */
  #ask(task: EndpointTask): Promise<EndpointAnswer> {
    const answer = this.#asked.then(() => this.#worker.ask(task));
    this.#asked = answer.catch(() => undefined);
    return answer;
  }
}
