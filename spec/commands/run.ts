// Runs `paginate` with commands of several services and their real clients over loopback HTTP. Prints a line for each
// command. Exits with 1 if a command does not behave as the table in docs/paginate.md says.
//
//   npm ci --prefix spec/commands
//   npx tsc -p spec/commands && npx tsx --env-file=examples/quiet.env spec/commands/run.ts
import { AthenaClient, ListSessionsCommand } from "@aws-sdk/client-athena";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, FilterLogEventsCommand, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient, ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { ECSClient, ListTasksCommand } from "@aws-sdk/client-ecs";
import { EMRServerlessClient, ListJobRunsCommand } from "@aws-sdk/client-emr-serverless";
import { GetTablesCommand, GlueClient } from "@aws-sdk/client-glue";
import { IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListHostedZonesCommand, ListResourceRecordSetsCommand, Route53Client } from "@aws-sdk/client-route-53";
import {
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { DescribeParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { startPagedServer } from "./paged-server.js";
import { trial, type Trial } from "./trial.js";

const server = await startPagedServer();
const at = {
  endpoint: server.endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
};
const dynamo = new DynamoDBClient(at);
const logs = new CloudWatchLogsClient(at);
const route53 = new Route53Client(at);
const s3 = new S3Client({ ...at, forcePathStyle: true });

/** Returns an XML element, or nothing without content. */
const xml = (tag: string, ...content: readonly (string | undefined)[]): string => {
  const text = content.filter((part) => part !== undefined).join("");
  return text === "" ? "" : `<${tag}>${text}</${tag}>`;
};

/** Returns a page as XML, with a member that says whether it is truncated. */
const truncated = (tag: string, next: string | undefined, ...content: readonly string[]): string =>
  xml(tag, xml("IsTruncated", String(next !== undefined)), ...content);

const trials: readonly Trial[] = [
  trial(
    {
      command: "Athena ListSessions",
      token: "NextToken",
      size: "MaxResults",
      page: (names, NextToken) => ({ Sessions: names.map((SessionId) => ({ SessionId })), NextToken }),
      name: ({ SessionId }) => SessionId,
    },
    { client: new AthenaClient(at) },
    ListSessionsCommand,
    { WorkGroup: "primary" },
    "Sessions",
  ),
  trial(
    {
      command: "CloudWatch DescribeAlarms",
      token: "NextToken",
      size: "MaxRecords",
      page: (names, NextToken) => ({ MetricAlarms: names.map((AlarmName) => ({ AlarmName })), NextToken }),
      name: ({ AlarmName }) => AlarmName,
    },
    {
      client: new CloudWatchClient(at),
      tokens: { inputToken: "NextToken", outputToken: "NextToken", pageSize: "MaxRecords" },
    },
    DescribeAlarmsCommand,
    {},
    "MetricAlarms",
  ),
  trial(
    {
      command: "CloudWatch Logs FilterLogEvents",
      token: "nextToken",
      size: "limit",
      page: (names, nextToken) => ({ events: names.map((message) => ({ message })), nextToken }),
      name: ({ message }) => message,
      refusedWithoutTokens: "nextToken",
    },
    { client: logs, tokens: { inputToken: "nextToken", outputToken: "nextToken", pageSize: "limit" } },
    FilterLogEventsCommand,
    { logGroupName: "group" },
    "events",
  ),
  trial(
    {
      command: "CloudWatch Logs GetLogEvents",
      token: "nextToken",
      size: "limit",
      // The last page repeats the token that led to it.
      page: (names, nextForwardToken = "page-3") => ({
        events: names.map((message) => ({ message })),
        nextForwardToken,
        nextBackwardToken: "back",
      }),
      name: ({ message }) => message,
      refusedWithoutTokens: "nextForwardToken",
    },
    {
      client: logs,
      tokens: { inputToken: "nextToken", outputToken: "nextForwardToken", pageSize: "limit" },
      endOnRepeatedToken: true,
    },
    GetLogEventsCommand,
    { logGroupName: "group", logStreamName: "stream", startFromHead: true },
    "events",
  ),
  trial(
    {
      command: "DynamoDB ListTables",
      token: "ExclusiveStartTableName",
      size: "Limit",
      page: (TableNames, LastEvaluatedTableName) => ({ TableNames, LastEvaluatedTableName }),
      name: (name) => name,
      refusedWithoutTokens: "LastEvaluatedTableName",
    },
    {
      client: dynamo,
      tokens: { inputToken: "ExclusiveStartTableName", outputToken: "LastEvaluatedTableName", pageSize: "Limit" },
    },
    ListTablesCommand,
    {},
    "TableNames",
  ),
  trial(
    {
      command: "DynamoDB Scan",
      token: "ExclusiveStartKey",
      size: "Limit",
      page: (names, next) => ({
        Items: names.map((S) => ({ Id: { S } })),
        LastEvaluatedKey: next === undefined ? undefined : { Id: { S: next } },
      }),
      name: ({ Id }) => Id?.S,
      refusedBy: "LastEvaluatedKey",
      refusedWithoutTokens: "LastEvaluatedKey",
    },
    {
      client: dynamo,
      // @ts-expect-error the token is an object
      tokens: { inputToken: "ExclusiveStartKey", outputToken: "LastEvaluatedKey", pageSize: "Limit" },
    },
    ScanCommand,
    { TableName: "table" },
    "Items",
  ),
  trial(
    {
      command: "ECS ListTasks",
      token: "nextToken",
      size: "maxResults",
      page: (taskArns, nextToken) => ({ taskArns, nextToken }),
      name: (arn) => arn,
      refusedWithoutTokens: "nextToken",
    },
    {
      client: new ECSClient(at),
      tokens: { inputToken: "nextToken", outputToken: "nextToken", pageSize: "maxResults" },
    },
    ListTasksCommand,
    {},
    "taskArns",
  ),
  trial(
    {
      command: "EMR Serverless ListJobRuns",
      token: "nextToken",
      size: "maxResults",
      page: (names, nextToken) => ({ jobRuns: names.map((id) => ({ id })), nextToken }),
      name: ({ id }) => id,
      refusedWithoutTokens: "nextToken",
    },
    {
      client: new EMRServerlessClient(at),
      tokens: { inputToken: "nextToken", outputToken: "nextToken", pageSize: "maxResults" },
    },
    ListJobRunsCommand,
    { applicationId: "application" },
    "jobRuns",
  ),
  trial(
    {
      command: "Glue GetTables",
      token: "NextToken",
      size: "MaxResults",
      page: (names, NextToken) => ({ TableList: names.map((Name) => ({ Name })), NextToken }),
      name: ({ Name }) => Name,
    },
    { client: new GlueClient(at) },
    GetTablesCommand,
    { DatabaseName: "database" },
    "TableList",
  ),
  trial(
    {
      command: "IAM ListUsers",
      token: "Marker",
      size: "MaxItems",
      page: (names, next) => {
        const users = names.map((name) => xml("member", xml("UserName", name)));
        const result = truncated("ListUsersResult", next, xml("Users", ...users), xml("Marker", next));
        return xml("ListUsersResponse", result);
      },
      name: ({ UserName }) => UserName,
      refusedWithoutTokens: "IsTruncated",
    },
    {
      client: new IAMClient(at),
      tokens: { inputToken: "Marker", outputToken: "Marker", pageSize: "MaxItems", moreResults: "IsTruncated" },
    },
    ListUsersCommand,
    {},
    "Users",
  ),
  trial(
    {
      command: "Lambda ListFunctions",
      token: "Marker",
      size: "MaxItems",
      page: (names, NextMarker) => ({ Functions: names.map((FunctionName) => ({ FunctionName })), NextMarker }),
      name: ({ FunctionName }) => FunctionName,
      refusedWithoutTokens: "NextMarker",
    },
    {
      client: new LambdaClient(at),
      tokens: { inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems" },
    },
    ListFunctionsCommand,
    {},
    "Functions",
  ),
  trial(
    {
      command: "Route 53 ListHostedZones",
      token: "marker",
      size: "maxitems",
      page: (names, next) => {
        const zones = names.map((name) => xml("HostedZone", xml("Name", name)));
        return truncated("ListHostedZonesResponse", next, xml("HostedZones", ...zones), xml("NextMarker", next));
      },
      name: ({ Name }) => Name,
      refusedWithoutTokens: "NextMarker",
    },
    {
      client: route53,
      tokens: { inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", moreResults: "IsTruncated" },
    },
    ListHostedZonesCommand,
    {},
    "HostedZones",
  ),
  trial(
    {
      command: "Route 53 ListResourceRecordSets",
      token: "name",
      size: "maxitems",
      page: (names, next) =>
        truncated(
          "ListResourceRecordSetsResponse",
          next,
          xml("ResourceRecordSets", ...names.map((name) => xml("ResourceRecordSet", xml("Name", name)))),
          xml("NextRecordName", next),
          xml("NextRecordType", next && "TXT"),
        ),
      name: ({ Name }) => Name,
      refusedBy: "NextRecordType",
      refusedWithoutTokens: "IsTruncated",
    },
    {
      client: route53,
      tokens: {
        inputToken: "StartRecordName",
        outputToken: "NextRecordName",
        pageSize: "MaxItems",
        moreResults: "IsTruncated",
      },
    },
    ListResourceRecordSetsCommand,
    { HostedZoneId: "zone" },
    "ResourceRecordSets",
  ),
  trial(
    {
      command: "S3 ListMultipartUploads",
      token: "key-marker",
      size: "max-uploads",
      page: (names, next) =>
        truncated(
          "ListMultipartUploadsResult",
          next,
          ...names.map((name) => xml("Upload", xml("Key", name))),
          xml("NextKeyMarker", next),
          xml("NextUploadIdMarker", next && "upload"),
        ),
      name: ({ Key }) => Key,
      refusedBy: "NextUploadIdMarker",
      refusedWithoutTokens: "IsTruncated",
    },
    {
      client: s3,
      tokens: {
        inputToken: "KeyMarker",
        outputToken: "NextKeyMarker",
        pageSize: "MaxUploads",
        moreResults: "IsTruncated",
      },
    },
    ListMultipartUploadsCommand,
    { Bucket: "bucket" },
    "Uploads",
  ),
  trial(
    {
      command: "S3 ListObjectsV2",
      token: "continuation-token",
      size: "max-keys",
      page: (names, next) =>
        truncated(
          "ListBucketResult",
          next,
          ...names.map((name) => xml("Contents", xml("Key", name))),
          xml("NextContinuationToken", next),
        ),
      name: ({ Key }) => Key,
      refusedWithoutTokens: "NextContinuationToken",
    },
    {
      client: s3,
      tokens: {
        inputToken: "ContinuationToken",
        outputToken: "NextContinuationToken",
        pageSize: "MaxKeys",
        moreResults: "IsTruncated",
      },
    },
    ListObjectsV2Command,
    { Bucket: "bucket" },
    "Contents",
  ),
  trial(
    {
      command: "S3 ListObjectVersions",
      token: "key-marker",
      size: "max-keys",
      page: (names, next) =>
        truncated(
          "ListVersionsResult",
          next,
          ...names.map((name) => xml("Version", xml("Key", name))),
          xml("NextKeyMarker", next),
          xml("NextVersionIdMarker", next && "version"),
        ),
      name: ({ Key }) => Key,
      refusedBy: "NextVersionIdMarker",
      refusedWithoutTokens: "IsTruncated",
    },
    {
      client: s3,
      tokens: {
        inputToken: "KeyMarker",
        outputToken: "NextKeyMarker",
        pageSize: "MaxKeys",
        moreResults: "IsTruncated",
      },
    },
    ListObjectVersionsCommand,
    { Bucket: "bucket" },
    "Versions",
  ),
  trial(
    {
      command: "S3 ListParts",
      token: "part-number-marker",
      size: "max-parts",
      page: (names, next) =>
        truncated(
          "ListPartsResult",
          next,
          ...names.map((name) => xml("Part", xml("ETag", name))),
          // The last page has a token too. Only `IsTruncated` shows that it is the last one.
          xml("NextPartNumberMarker", next ?? "page-9"),
        ),
      name: ({ ETag }) => ETag,
      refusedWithoutTokens: "IsTruncated",
    },
    {
      client: s3,
      tokens: {
        inputToken: "PartNumberMarker",
        outputToken: "NextPartNumberMarker",
        pageSize: "MaxParts",
        moreResults: "IsTruncated",
      },
    },
    ListPartsCommand,
    { Bucket: "bucket", Key: "key", UploadId: "upload" },
    "Parts",
  ),
  trial(
    {
      command: "SSM DescribeParameters",
      token: "NextToken",
      size: "MaxResults",
      // The last page has an empty token.
      page: (names, NextToken = "") => ({ Parameters: names.map((Name) => ({ Name })), NextToken }),
      name: ({ Name }) => Name,
    },
    { client: new SSMClient(at) },
    DescribeParametersCommand,
    {},
    "Parameters",
  ),
];

for (const { command, outcome, run } of trials) {
  const difference = await run(server);
  console.log(`${difference === undefined ? "ok  " : "FAIL"} ${command.padEnd(32)} ${difference ?? outcome}`);
  if (difference !== undefined) process.exitCode = 1;
}
server.close();
