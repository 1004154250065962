import { RepeatedTokenError } from "./errors/repeated-token-error.js";
import type { Reporter } from "./events/reporter.js";
import { CallSeries } from "./middleware/call-series.js";
import type { Command } from "./middleware/command.js";
import type { PaginateOptions } from "./paginate-options.js";
import { listAt, memberAt } from "./pagination/member.js";
import { nextTokenOf } from "./pagination/next-token.js";
import type { Listing, Reading } from "./pagination/read-pages.js";
import { UNKNOWN_PROGRESS } from "./pagination/walk-pages.js";

/** A command that pages, and the list in its output. */
export interface ListedCommand {
  readonly Command: new (input: object) => Command;
  readonly input: object;
  /** The member of the output that is the list, also a nested one. */
  readonly key: string;
}

/** One listing of a command: how its pages are fetched, and what is made of them. */
export function commandListing(
  options: PaginateOptions,
  { Command, input, key }: ListedCommand,
  left: AbortSignal,
  reporter: Reporter,
): Listing<object, Reading<unknown>> {
  const { signal, startingToken, maxItems, tokens, endOnRepeatedToken } = options;
  const series = { operation: Command.name, signals: [signal, left], reporter };
  const calls = new CallSeries(options.call, series);
  return {
    startingToken,
    maxItems,
    fetch: async (token, wanted) => {
      const output = await calls.send(new Command(inputOf(options, input, token, wanted)));
      const given = memberAt(calls.operation, output, tokens.outputToken);
      return { output, nextToken: nextTokenOf(calls.operation, tokens.outputToken, given) };
    },
    read: ({ output }) => {
      const items = listAt(calls.operation, output, key);
      return { ...UNKNOWN_PROGRESS, received: items.length, items };
    },
    // Nothing tells where to resume: items have no ids and no order.
    restart: () => false,
    repeatedToken: (token, pages) =>
      endOnRepeatedToken ? undefined : new RepeatedTokenError(calls.operation, pages, token),
  };
}

function inputOf(
  { tokens, pageSize }: PaginateOptions,
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
