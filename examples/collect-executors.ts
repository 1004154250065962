/** `toArray()` collects all executors of a session in one array, newest first. */
import { listExecutors, startTime, terminationTime, type ExecutorSummary } from "athena-executors";
import { clock } from "./support/clock.js";
import { connect } from "./support/connect.js";
import { duration } from "./support/duration.js";

await connect("Collects the executors of a session in one array.", async ({ client, onEvent, SessionId }) => {
  const executors = await listExecutors({ client, onEvent }, { SessionId }).toArray();

  const starts = executors.map(startTime).filter((time) => time !== undefined);
  const lives = executors.flatMap(life).sort((one, other) => one - other);

  console.log(`executors       ${executors.length}`);
  console.log(`last started    ${starts.map(clock).at(0) ?? "-"}`);
  console.log(`first started   ${starts.map(clock).at(-1) ?? "-"}`);
  console.log(`ended           ${lives.length}`);
  console.log(`shortest life   ${lives.map(duration).at(0) ?? "-"}`);
  console.log(`median life     ${lives.map(duration).at(lives.length / 2) ?? "-"}`);
});

/** Returns the lifetime of an ended executor in ms, as an array of at most one number. */
function life(executor: ExecutorSummary): number[] {
  const start = startTime(executor);
  const end = terminationTime(executor);
  return start && end ? [end.getTime() - start.getTime()] : [];
}
