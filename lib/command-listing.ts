import { RepeatedTokenError } from "./errors/repeated-token-error.js";
import type { Reporter } from "./events/reporter.js";
import { fetchOutput } from "./fetch-output.js";
import { OperationName } from "./middleware/operation-name.js";
import type { Command } from "./middleware/send-command.js";
import type { PaginateOptions } from "./paginate-options.js";
import { listAt, memberAt } from "./pagination/member.js";
import { nextTokenOf } from "./pagination/next-token.js";
import type { Listing, Reading } from "./pagination/read-pages.js";

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
  const operation = new OperationName(Command.name);
  return {
    startingToken,
    maxItems,
    fetch: async (token, wanted) => {
      const command = new Command(inputOf(options, input, token, wanted));
      command.middlewareStack.use(operation.plugin);
      const call = { command, operation: () => operation.value, signals: [signal, left], reporter };
      const output = await fetchOutput(options.call, call);
      const given = memberAt(operation.value, output, tokens.outputToken);
      return { output, token, nextToken: nextTokenOf(operation.value, tokens.outputToken, given) };
    },
    read: ({ output }) => {
      const items = listAt(operation.value, output, key);
      return { received: items.length, items };
    },
    // Only a listing that is in order has a place to go on from after a restart.
    restart: () => false,
    repeatedToken: (token, pages) =>
      endOnRepeatedToken ? undefined : new RepeatedTokenError(operation.value, pages, token),
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
