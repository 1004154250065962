import { commandListing, type ListedCommand } from "./command-listing.js";
import { paginateSettings, type PaginateSettings } from "./paginate-config.js";
import type {
  CommandClass,
  CommandInput,
  CommandOutput,
  CommandParameter,
  ListedItem,
  ListPath,
  PaginateConfigOf,
} from "./paginate-types.js";
import { withMember } from "../pagination/output.js";
import type { PaginationIterable } from "../pagination/pagination-iterable.js";
import type { Run } from "../pagination/run.js";
import { PaginatorViews } from "../pagination/views.js";
import { readPages, type ReadPage, type Reading } from "../pagination/read-pages.js";

/** The items of a command's pages, one by one. */
export interface CommandPaginator<Output, Item> extends PaginationIterable<Item> {
  /** Iterates over the outputs themselves. A page truncated by `maxItems` is the last and has no token. */
  pages(): PaginationIterable<Output>;
  /** Collects every item, in the service's order. */
  toArray(): Promise<Item[]>;
}

/**
 * Pages through any command of any AWS SDK v3 client that pages by a string token, with the engine of
 * `listExecutors`: throttle, retries, abort, prefetch and `maxItems`. An answer that shows another next page than the
 * token does is an error, so that no page is lost silently.
 *
 * @param config The client, and how to page. `tokens` names the members of commands without `NextToken`.
 * @param Command The class of the command, such as `ListSessionsCommand`.
 * @param input The input of the command, without its token.
 * @param key The name of the list in the output, such as `"Sessions"`, or a path such as `"ResultSet.Rows"`.
 * @returns The items, one by one, in pages, or as an array. Nothing is sent before the first `next()`.
 * @throws TypeError at the call, before any request, if an argument is missing or out of range.
 * @throws {@link UnexpectedResponseError} in the iteration, if an answer is not a page or its token cannot be followed.
 * @throws {@link RepeatedTokenError} in the iteration, if a token is returned twice, unless `endOnRepeatedToken` is
 * set.
 * @example
 * ```ts
 * import { AthenaClient, ListSessionsCommand } from "@aws-sdk/client-athena";
 * import { paginate } from "athena-executors";
 *
 * const sessions = paginate({ client: new AthenaClient({}) }, ListSessionsCommand, { WorkGroup: "primary" },
 * "Sessions");
 *
 * for await (const { SessionId, Status } of sessions) console.log(SessionId, Status?.State);
 * ```
 */
export function paginate<Class extends CommandClass, const Key extends ListPath<CommandOutput<Class>>>(
  config: PaginateConfigOf<Class>,
  Command: CommandParameter<Class>,
  input: CommandInput<Class>,
  key: Key,
): CommandPaginator<CommandOutput<Class>, ListedItem<CommandOutput<Class>, Key>> {
  const settings = paginateSettings(config, Command, input, key);
  // Copied, so later changes by the caller have no effect.
  return new CommandPages(settings, { Command: Command as never, input: { ...input }, key }) as never;
}

type ReadOutput = ReadPage<object, Reading<unknown>>;

class CommandPages extends PaginatorViews<ReadOutput, unknown, object> {
  constructor(settings: PaginateSettings, target: ListedCommand) {
    const { prefetch, signal, onEvent } = settings;
    const open = (run: Run): ReturnType<typeof readPages<object, Reading<unknown>>> =>
      readPages(commandListing(settings, target, run), run.reporter);
    super({ open, prefetch, signal, onEvent }, (page) => toPublicPage(page, settings, target));
  }
}

function toPublicPage(
  { source, items, isCut }: ReadOutput,
  { tokens }: PaginateSettings,
  { key }: ListedCommand,
): object {
  if (!isCut) return source.output;
  return withMember(withMember(source.output, key, items), tokens.outputToken, undefined);
}
