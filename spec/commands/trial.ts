import {
  isUnexpectedResponseError,
  paginate,
  type CommandClass,
  type CommandInput,
  type CommandOutput,
  type CommandPaginator,
  type CommandParameter,
  type ListedItem,
  type ListPath,
  type PaginateConfigOf,
} from "athena-executors";
import { PAGES, type PagedServer, type Protocol } from "./paged-server.js";

/** A command and its expected outcome. */
export interface Trial {
  readonly command: string;
  /** Describes the expected outcome. */
  readonly outcome: string;
  /** Runs the command. Returns the difference from the expected outcome, if there is one. */
  readonly run: (server: PagedServer) => Promise<string | undefined>;
}

/** The pages of a command, and the expected outcome. */
export interface Expected<Item> extends Protocol {
  readonly command: string;
  readonly name: (item: Item) => string | undefined;
  /** The member in the error message, if the token cannot be followed. */
  readonly refusedBy?: string;
  /** The member in the error message without `tokens`. Absent if the command needs no `tokens`. */
  readonly refusedWithoutTokens?: string;
}

const PAGE_SIZE = 2;

/** Returns the outcome of a complete listing: all items in order, and one request per page with the page size. */
const WHOLE = `${PAGES.flat().join("")} by ${PAGES.map((_page, index) => `${index + 1}:${PAGE_SIZE}`).join(" ")}`;

type Untyped = (config: object, Command: unknown, input: object, key: string) => CommandPaginator<object, never>;

/** Creates the trial of a command from the arguments of `paginate`. */
export function trial<Class extends CommandClass, const Key extends ListPath<CommandOutput<Class>>>(
  expected: Expected<ListedItem<CommandOutput<Class>, Key>>,
  config: PaginateConfigOf<Class>,
  Command: CommandParameter<Class>,
  input: CommandInput<Class>,
  key: Key,
): Trial {
  const { command, refusedBy, refusedWithoutTokens } = expected;
  const outcomeOf = (own: object, server: PagedServer): Promise<string> => {
    const items = (paginate as Untyped)({ throttle: false, prefetch: 0, ...config, ...own }, Command, input, key);
    return play(server, expected, items);
  };
  return {
    command,
    outcome: [
      refusedBy === undefined ? "fits" : `refused by ${refusedBy}`,
      ...(refusedWithoutTokens === undefined ? [] : [`without tokens refused by ${refusedWithoutTokens}`]),
    ].join(", "),
    run: async (server) =>
      differenceOf(refusedBy ?? WHOLE, await outcomeOf({ pageSize: PAGE_SIZE }, server)) ??
      (refusedWithoutTokens === undefined
        ? undefined
        : differenceOf(refusedWithoutTokens, await outcomeOf({ tokens: undefined }, server))),
  };
}

function differenceOf(expected: string, got: string): string | undefined {
  return got === expected ? undefined : `expected ${expected}, got ${got}`;
}

/** Reads a listing. Returns its items and requests, or the member in the error message. */
async function play<Item>(server: PagedServer, expected: Expected<Item>, items: AsyncIterable<Item>): Promise<string> {
  const requests = server.play(expected);
  const names: (string | undefined)[] = [];
  try {
    for await (const item of items) names.push(expected.name(item));
  } catch (error) {
    return isUnexpectedResponseError(error) ? error.member : String(error);
  }
  return `${names.join("")} by ${requests.map(({ place, size = "none" }) => `${place}:${size}`).join(" ")}`;
}
