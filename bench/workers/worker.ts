import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Reply } from "./answer-tasks.js";

/** A child process that answers one task at a time. */
export class Worker<Task extends object, Answer> {
  readonly #process: ChildProcess;
  readonly #died: Promise<never>;

  /** Starts `<name>.js` of this folder, with garbage collection on demand. */
  constructor(name: string, ...args: readonly string[]) {
    const file = new URL(`./${name}.js`, import.meta.url);
    this.#process = fork(file, args, { execArgv: [...process.execArgv, "--expose-gc"] });
    this.#died = this.#watch(name);
    // Avoids an unhandled rejection if no task is waiting for an answer.
    this.#died.catch(() => undefined);
  }

  async ask(task: Task): Promise<Answer> {
    const replied = once(this.#process, "message");
    this.#process.send(task);
    const [reply] = (await Promise.race([replied, this.#died])) as [Reply<Answer>];
    if ("error" in reply) throw new Error(reply.error);
    return reply.answer;
  }

  async end(): Promise<void> {
    if (this.#process.connected) this.#process.disconnect();
    await this.#died.catch(() => undefined);
  }

  async #watch(name: string): Promise<never> {
    const [code] = (await once(this.#process, "exit")) as [number | null];
    throw new Error(`The worker ${name} exited with ${String(code)}`);
  }
}
