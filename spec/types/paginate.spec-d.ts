// Compiled by `tsc`, never run. Tests the types.
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
  ListImportsCommand,
  ListTablesCommand,
  QueryCommand,
  ScanCommand,
  type ListTablesCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { expectTypeOf } from "vitest";
import {
  paginate,
  type CommandClass,
  type CommandInput,
  type CommandOutput,
  type CommandPaginator,
  type CommandParameter,
  type CommandTokens,
  type ListedItem,
  type ListPath,
} from "../../lib/index.js";

const client = new AthenaClient({});
const dynamo = new DynamoDBClient({});
const WorkGroup = "primary";
const tokens = { inputToken: "ExclusiveStartTableName", outputToken: "LastEvaluatedTableName" } as const;

expectTypeOf<CommandInput<typeof ListSessionsCommand>>().toEqualTypeOf<ListSessionsCommandInput>();
expectTypeOf<CommandOutput<typeof ListSessionsCommand>>().toEqualTypeOf<ListSessionsCommandOutput>();

expectTypeOf<ListPath<ListSessionsCommandOutput>>().toEqualTypeOf<"Sessions">();
expectTypeOf<ListPath<CommandOutput<typeof ListCalculationExecutionsCommand>>>().toEqualTypeOf<"Calculations">();
expectTypeOf<ListPath<CommandOutput<typeof ListNotebookMetadataCommand>>>().toEqualTypeOf<"NotebookMetadataList">();
expectTypeOf<ListPath<GetQueryResultsCommandOutput>>().toEqualTypeOf<"ResultSet.Rows">();
expectTypeOf<ListPath<ListTablesCommandOutput>>().toEqualTypeOf<"TableNames">();

expectTypeOf<ListedItem<ListSessionsCommandOutput, "Sessions">>().toEqualTypeOf<SessionSummary>();
expectTypeOf<ListedItem<GetQueryResultsCommandOutput, "ResultSet.Rows">>().toEqualTypeOf<Row>();
expectTypeOf<ListedItem<ListTablesCommandOutput, "TableNames">>().toEqualTypeOf<string>();
expectTypeOf<ListedItem<ListSessionsCommandOutput, "NextToken">>().toEqualTypeOf<never>();

// The token of a Scan is an object, so its name is not accepted.
type Tokens<Name extends keyof CommandTokens<typeof ScanCommand>> = [
  CommandTokens<typeof ListTablesCommand>[Name],
  CommandTokens<typeof ScanCommand>[Name],
  CommandTokens<typeof GetQueryResultsCommand>[Name],
];
expectTypeOf<Tokens<"inputToken">>().toEqualTypeOf<
  [
    "ExclusiveStartTableName",
    "TableName" | "IndexName" | "ProjectionExpression" | "FilterExpression",
    "QueryExecutionId" | "NextToken",
  ]
>();
expectTypeOf<Tokens<"outputToken">>().toEqualTypeOf<
  ["LastEvaluatedTableName", "ConsumedCapacity.TableName", "NextToken"]
>();
expectTypeOf<Tokens<"pageSize">>().toEqualTypeOf<
  ["Limit" | undefined, "Limit" | "Segment" | "TotalSegments" | undefined, "MaxResults" | undefined]
>();
expectTypeOf<Tokens<"moreResults">>().toEqualTypeOf<[undefined, undefined, undefined]>();

/** A command of a service with nested and truncated pages, such as CloudFront. */
interface NestedOutput {
  $metadata: { requestId?: string };
  Marker?: string;
  IsTruncated?: boolean;
  Order?: "first" | "last";
  Tags?: Record<string, string>;
  Page?: { Next?: string; More?: boolean; Items?: string[]; At?: Date };
}
interface NestedCommand {
  readonly input: { Marker?: string; Size?: number; Order?: "first" | "last" };
  readonly middlewareStack: { use(plugin: never): void };
  resolveMiddleware(stack: object, config: object): (handled: object) => Promise<{ output: NestedOutput }>;
}
type Nested = new (input: NestedCommand["input"]) => NestedCommand;
type NestedTokens = Required<CommandTokens<Nested>>;
expectTypeOf<NestedTokens["inputToken"]>().toEqualTypeOf<"Marker">();
expectTypeOf<NestedTokens["outputToken"]>().toEqualTypeOf<"Marker" | "Page.Next">();
expectTypeOf<NestedTokens["pageSize"]>().toEqualTypeOf<"Size" | undefined>();
expectTypeOf<NestedTokens["moreResults"]>().toEqualTypeOf<"IsTruncated" | "Page.More" | undefined>();
expectTypeOf<ListPath<NestedOutput>>().toEqualTypeOf<"Page.Items">();

expectTypeOf<CommandParameter<typeof ListSessionsCommand>>().toEqualTypeOf<typeof ListSessionsCommand>();
// The compiler shows this text if a command is given instead of its class.
expectTypeOf<CommandParameter<CommandClass>>().toEqualTypeOf<"a command class, with its input as the third argument">();

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
  expectTypeOf(paginate({ client: dynamo, tokens }, ListTablesCommand, {}, "TableNames")).toEqualTypeOf<
    CommandPaginator<ListTablesCommandOutput, string>
  >();
  paginate(
    { client: dynamo, tokens: { ...tokens, pageSize: "Limit" }, pageSize: 5 },
    ListTablesCommand,
    {},
    "TableNames",
  );
  // Has NextToken, but another name for the page size.
  paginate({ client: dynamo }, ListImportsCommand, {}, "ImportSummaryList");
  paginate(
    {
      client: dynamo,
      tokens: { inputToken: "NextToken", outputToken: "NextToken", pageSize: "PageSize" },
      pageSize: 5,
    },
    ListImportsCommand,
    {},
    "ImportSummaryList",
  );
  // A listener takes its type from the configuration.
  paginate({ client, onEvent: ({ type }) => type satisfies string }, ListSessionsCommand, { WorkGroup }, "Sessions");
}

export function mistakes(): void {
  const scan = { inputToken: "IndexName", outputToken: "ConsumedCapacity.TableName" } as const;
  const table = { TableName: "t" };
  // @ts-expect-error a member that is not a list
  paginate({ client }, ListSessionsCommand, { WorkGroup }, "NextToken");
  // @ts-expect-error a structure with a list
  paginate({ client }, GetQueryResultsCommand, { QueryExecutionId: "q" }, "ResultSet");
  // @ts-expect-error an unknown member
  paginate({ client }, ListSessionsCommand, { WorkGroup }, "Session");
  // @ts-expect-error an empty key
  paginate({ client }, ListSessionsCommand, { WorkGroup }, "");
  // @ts-expect-error an input without its required member
  paginate({ client }, ListSessionsCommand, {}, "Sessions");
  // @ts-expect-error a class that is not a command
  paginate({ client }, Date, {}, "Sessions");
  // @ts-expect-error other token names without `tokens` would lose all pages but the first
  paginate({ client: dynamo }, ListTablesCommand, {}, "TableNames");
  // @ts-expect-error other token names without `tokens`, in another command
  paginate({ client: dynamo }, QueryCommand, { TableName: "t" }, "Items");
  // @ts-expect-error a command instead of its class
  paginate({ client }, new ListSessionsCommand({ WorkGroup }), { WorkGroup }, "Sessions");
  // @ts-expect-error a token of the input that is an object
  paginate({ client: dynamo, tokens: { ...scan, inputToken: "ExclusiveStartKey" } }, ScanCommand, table, "Items");
  // @ts-expect-error a token of the output that is an object
  paginate({ client: dynamo, tokens: { ...scan, outputToken: "LastEvaluatedKey" } }, ScanCommand, table, "Items");
  // @ts-expect-error a member of the input that is misspelt
  paginate({ client: dynamo, tokens: { ...tokens, inputToken: "Start" } }, ListTablesCommand, {}, "TableNames");
  // @ts-expect-error a member of the output that is misspelt
  paginate({ client: dynamo, tokens: { ...tokens, outputToken: "TableName" } }, ListTablesCommand, {}, "TableNames");
  // @ts-expect-error a page size that is a string
  paginate({ client: dynamo, tokens: { ...tokens, pageSize: tokens.inputToken } }, ListTablesCommand, {}, "TableNames");
  // @ts-expect-error a list as `moreResults`
  paginate({ client: dynamo, tokens: { ...tokens, moreResults: "TableNames" } }, ListTablesCommand, {}, "TableNames");
  // @ts-expect-error a page size without the name of its member, which is not MaxResults
  paginate({ client: dynamo, pageSize: 5 }, ListImportsCommand, {}, "ImportSummaryList");
}
