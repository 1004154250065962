/** The reply of a worker to a task. */
export type Reply<Answer> = { readonly answer: Answer } | { readonly error: string };

/** Answers tasks of the bench, one at a time. The worker exits when the bench disconnects. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- each worker declares its type of task.
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
