/** What a worker sends back. */
export type Reply<Answer> = { readonly answer: Answer } | { readonly error: string };

/** Answers what the bench asks, one task after another. The worker ends when the bench lets go of it. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the worker says what it is asked for.
export function answerTasks<Task>(work: (task: Task) => Promise<unknown>): void {
  process.on("message", (task: Task) => {
    void reply(() => work(task)).then((message) => process.send?.(message));
  });
  process.once("disconnect", () => {
    process.exit();
  });
}

async function reply(work: () => Promise<unknown>): Promise<Reply<unknown>> {
  try {
    return { answer: await work() };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
