import { nextTokenIn } from "./command-token.js";
import { RepeatedTokenError } from "../errors/repeated-token-error.js";
import type { Run } from "../pagination/run.js";
import { CallSeries } from "../calls/call-series.js";
import type { Command } from "../sdk/sdk-stack.js";
import type { PaginateSettings } from "./paginate-config.js";
import { listAt } from "../pagination/output.js";
import type { Listing, Reading } from "../pagination/read-pages.js";
import { UNKNOWN_PROGRESS } from "../pagination/walk-pages.js";

const SET_THE_OPTION = "With `paginate`, set `endOnRepeatedToken` if this command ends its listings that way";

/** A command that pages, and the list in its output. */
export interface ListedCommand {
  readonly Command: new (input: object) => Command;
  readonly input: object;
  /** The path of the list in the output. */
  readonly key: string;
}

/** Describes one listing of a command: how its pages are fetched and read. */
export function commandListing(
  settings: PaginateSettings,
  { Command, input, key }: ListedCommand,
  run: Run,
): Listing<object, Reading<unknown>> {
  const { startingToken, maxItems, tokens, endOnRepeatedToken } = settings;
  const calls = new CallSeries(settings.call, { operation: Command.name, ...run });
  return {
    startingToken,
    maxItems,
    fetch: async (token, wanted) => {
      const output = await calls.send(new Command(inputOf(settings, input, token, wanted)));
      return { output, nextToken: nextTokenIn(output, { operation: calls.operation, tokens, key }) };
    },
    read: ({ output }) => {
      const items = listAt(calls.operation, output, key);
      return { ...UNKNOWN_PROGRESS, received: items.length, items };
    },
    // There is no resume point: items have no ids and no order.
    restart: () => false,
    repeatedToken: (token, pages) =>
      endOnRepeatedToken ? undefined : new RepeatedTokenError(calls.operation, pages, token, SET_THE_OPTION),
  };
}

function inputOf(
  { tokens, pageSize }: PaginateSettings,
  input: object,
  token: string | undefined,
  wanted: number,
): object {
  return {
    ...input,
    ...(tokens.pageSize !== undefined && pageSize !== undefined && { [tokens.pageSize]: Math.min(pageSize, wanted) }),
    ...(token !== undefined && { [tokens.inputToken]: token }),
  };
}
