/** `paginate()` pages through any command that has tokens, such as the calculations of a session. */
import { ListCalculationExecutionsCommand, type CalculationSummary } from "@aws-sdk/client-athena";
import { paginate } from "athena-executors";
import { clock } from "./support/clock.js";
import { connect } from "./support/connect.js";
import { duration } from "./support/duration.js";
import { printTable } from "./support/table.js";

await connect("Lists the calculations of a session, newest first.", async ({ client, onEvent, SessionId }) => {
  const calculations = paginate({ client, onEvent }, ListCalculationExecutionsCommand, { SessionId }, "Calculations");

  const rows: string[][] = [];
  for await (const calculation of calculations) rows.push(cells(calculation));
  printTable(["STATE", "SUBMITTED", ">TOOK", "DESCRIPTION"], rows);
});

function cells({ Description = "-", Status = {} }: CalculationSummary): string[] {
  const { State = "-", SubmissionDateTime: start, CompletionDateTime: end, StateChangeReason } = Status;
  const description = StateChangeReason ? `${Description}: ${StateChangeReason}` : Description;
  const took = start && end ? duration(end.getTime() - start.getTime()) : "-";
  return [State, start ? clock(start) : "-", took, description];
}
