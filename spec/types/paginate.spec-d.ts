// Compiled by `tsc`, never run: what it proves are the types.
import {
  AthenaClient,
  GetQueryResultsCommand,
  ListCalculationExecutionsCommand,
  ListNotebookMetadataCommand,
  ListSessionsCommand,
  type CalculationSummary,
  type GetQueryResultsCommandOutput,
  type ListSessionsCommandInput,
  type ListSessionsCommandOutput,
  type NotebookMetadata,
  type Row,
  type SessionSummary,
} from "@aws-sdk/client-athena";
import {
  DynamoDBClient,
  ListTablesCommand,
  QueryCommand,
  type ListTablesCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { expectTypeOf } from "vitest";
import {
  paginate,
  type CommandPaginator,
  type InputOf,
  type ItemOf,
  type ListKey,
  type OutputOf,
} from "../../lib/index.js";

const client = new AthenaClient({});
const WorkGroup = "primary";
const tokens = { inputToken: "ExclusiveStartTableName", outputToken: "LastEvaluatedTableName" } as const;

expectTypeOf<InputOf<typeof ListSessionsCommand>>().toEqualTypeOf<ListSessionsCommandInput>();
expectTypeOf<OutputOf<typeof ListSessionsCommand>>().toEqualTypeOf<ListSessionsCommandOutput>();

expectTypeOf<ListKey<ListSessionsCommandOutput>>().toEqualTypeOf<"Sessions">();
expectTypeOf<ListKey<OutputOf<typeof ListCalculationExecutionsCommand>>>().toEqualTypeOf<"Calculations">();
expectTypeOf<ListKey<OutputOf<typeof ListNotebookMetadataCommand>>>().toEqualTypeOf<"NotebookMetadataList">();
expectTypeOf<ListKey<GetQueryResultsCommandOutput>>().toEqualTypeOf<"ResultSet.Rows">();
expectTypeOf<ListKey<ListTablesCommandOutput>>().toEqualTypeOf<"TableNames">();

expectTypeOf<ItemOf<ListSessionsCommandOutput, "Sessions">>().toEqualTypeOf<SessionSummary>();
expectTypeOf<ItemOf<GetQueryResultsCommandOutput, "ResultSet.Rows">>().toEqualTypeOf<Row>();
expectTypeOf<ItemOf<ListTablesCommandOutput, "TableNames">>().toEqualTypeOf<string>();
expectTypeOf<ItemOf<ListSessionsCommandOutput, "NextToken">>().toEqualTypeOf<never>();

export function lists(): void {
  expectTypeOf(paginate({ client }, ListSessionsCommand, { WorkGroup }, "Sessions")).toEqualTypeOf<
    CommandPaginator<ListSessionsCommandOutput, SessionSummary>
  >();
  expectTypeOf(
    paginate({ client }, ListCalculationExecutionsCommand, { SessionId: "s" }, "Calculations").toArray(),
  ).resolves.toEqualTypeOf<CalculationSummary[]>();
  expectTypeOf(
    paginate({ client }, ListNotebookMetadataCommand, { WorkGroup }, "NotebookMetadataList").toArray(),
  ).resolves.toEqualTypeOf<NotebookMetadata[]>();
  expectTypeOf(
    paginate({ client }, GetQueryResultsCommand, { QueryExecutionId: "q" }, "ResultSet.Rows")
      [Symbol.asyncIterator]()
      .next(),
  ).resolves.toEqualTypeOf<IteratorResult<Row, undefined>>();
  expectTypeOf(paginate({ client: new DynamoDBClient({}), tokens }, ListTablesCommand, {}, "TableNames")).toEqualTypeOf<
    CommandPaginator<ListTablesCommandOutput, string>
  >();
  // A listener takes its type from the configuration.
  paginate({ client, onEvent: ({ type }) => type satisfies string }, ListSessionsCommand, { WorkGroup }, "Sessions");
}

export function mistakes(): void {
  // @ts-expect-error a member that is no list
  paginate({ client }, ListSessionsCommand, { WorkGroup }, "NextToken");
  // @ts-expect-error a structure that has a list
  paginate({ client }, GetQueryResultsCommand, { QueryExecutionId: "q" }, "ResultSet");
  // @ts-expect-error a member that is none
  paginate({ client }, ListSessionsCommand, { WorkGroup }, "Session");
  // @ts-expect-error an empty key
  paginate({ client }, ListSessionsCommand, { WorkGroup }, "");
  // @ts-expect-error an input without its required member
  paginate({ client }, ListSessionsCommand, {}, "Sessions");
  // @ts-expect-error a command that is none
  paginate({ client }, Date, {}, "Sessions");
  // @ts-expect-error tokens of other names, which nobody has named: all but the first page would be missed
  paginate({ client: new DynamoDBClient({}) }, ListTablesCommand, {}, "TableNames");
  // @ts-expect-error the same of another command
  paginate({ client: new DynamoDBClient({}) }, QueryCommand, { TableName: "t" }, "Items");
}
