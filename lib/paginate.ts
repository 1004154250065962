import { commandListing, type ListedCommand } from "./command-listing.js";
import { paginateOptions, type PaginateOptions } from "./paginate-options.js";
import type { CommandClass, InputOf, ItemOf, ListKey, OutputOf, PaginateConfigOf } from "./paginate-types.js";
import { withMember } from "./pagination/member.js";
import type { PaginationIterable, PaginationIterator } from "./pagination/pagination-iterable.js";
import { collect, itemsOf, pagesOf, type PaginatorSource } from "./pagination/paginator.js";
import { readPages, type ReadPage, type Reading } from "./pagination/read-pages.js";

/** The items of a command that pages, one by one. */
export interface CommandPaginator<Output, Item> extends PaginationIterable<Item> {
  /** The outputs themselves; the last one is cut where `maxItems` ends, and has no token then. */
  pages(): PaginationIterable<Output>;
  /** Every item, in the service's order. */
  toArray(): Promise<Item[]>;
}

/**
 * Pages through any command of any AWS SDK v3 client that pages by a string token, with the engine of
 * `listExecutors`: throttle, retries, abort, prefetch, `maxItems`, and an error instead of an endless loop when a token
 * comes back. `key` names the list in the output, `"Sessions"` or also `"ResultSet.Rows"`.
 *
 * @throws TypeError at the call, before any request, if an argument is missing or out of range.
 * @example
 * ```ts
 * import { AthenaClient, ListSessionsCommand } from "@aws-sdk/client-athena";
 * import { paginate } from "athena-executors";
 *
 * const sessions = paginate({ client: new AthenaClient({}) }, ListSessionsCommand, { WorkGroup: "primary" }, "Sessions");
 *
 * for await (const { SessionId, Status } of sessions) console.log(SessionId, Status?.State);
 * ```
 */
export function paginate<Class extends CommandClass, const Key extends ListKey<OutputOf<Class>>>(
  config: PaginateConfigOf<Class>,
  Command: Class,
  input: InputOf<Class>,
  key: Key,
): CommandPaginator<OutputOf<Class>, ItemOf<OutputOf<Class>, Key>> {
  const options = paginateOptions(config, Command, input, key);
  // The input is copied: what becomes of the caller's object later is of no consequence.
  return new CommandPages(options, { Command: Command as never, input: { ...input }, key }) as never;
}

type ReadOutput = ReadPage<object, Reading<unknown>>;

class CommandPages implements CommandPaginator<object, unknown> {
  readonly #source: PaginatorSource<ReadOutput>;
  readonly #target: ListedCommand;
  readonly #options: PaginateOptions;

  constructor(options: PaginateOptions, target: ListedCommand) {
    const { prefetch, signal, onEvent } = options;
    const open: PaginatorSource<ReadOutput>["open"] = (left, reporter) =>
      readPages(commandListing(options, target, left, reporter), reporter);
    this.#source = { open, prefetch, signal, onEvent };
    this.#target = target;
    this.#options = options;
  }

  [Symbol.asyncIterator](): PaginationIterator<unknown> {
    return itemsOf(this.#source, ({ items }) => items)[Symbol.asyncIterator]();
  }

  pages(): PaginationIterable<object> {
    return pagesOf(this.#source, (page) => this.#toPage(page));
  }

  toArray(): Promise<unknown[]> {
    return collect(this.#source);
  }

  #toPage({ source, items, isCut }: ReadOutput): object {
    if (!isCut) return source.output;
    const cut = withMember(source.output, this.#target.key, items);
    return withMember(cut, this.#options.tokens.outputToken, undefined);
  }
}
