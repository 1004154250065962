import { checkBoolean, checkInteger, checkObject, checkString, hasMethod } from "./checks/checks.js";
import { checkKnown, namesOf } from "./checks/check-known.js";
import { expected } from "./checks/expected.js";
import { insteadUse, refuseMember } from "./checks/refuse-member.js";
import { callOptions, type CallConfig, type CallOptions } from "./middleware/call-options.js";
import { paginationOptions, type PaginationConfig, type PaginationOptions } from "./pagination/pagination-options.js";

/** What a command calls the members that it pages by. */
export interface TokenNames {
  /** The member of the input that takes a token. */
  readonly inputToken: string;
  /** The member of the output that gives one, also a nested one, such as `Page.Token`. */
  readonly outputToken: string;
  /** The member of the input that takes the page size; without it `pageSize` cannot be given. */
  readonly pageSize?: string | undefined;
}

/** How {@link paginate} pages. */
export interface PaginateConfig extends CallConfig, PaginationConfig {
  /** Items per call, an integer >= 1. Default: whatever the input says, or the service does. */
  readonly pageSize?: number | undefined;
  /** A token of the service to start from. Default: from the start. */
  readonly startingToken?: string | undefined;
  /** Default: `{ inputToken: "NextToken", outputToken: "NextToken", pageSize: "MaxResults" }`. */
  readonly tokens?: TokenNames | undefined;
  /** `true` for commands that end by giving a token again, such as GetLogEvents; otherwise that is an error. Default: `false`. */
  readonly endOnRepeatedToken?: boolean | undefined;
}

/** {@link PaginateConfig}, checked, with every default filled in. */
export interface PaginateOptions extends PaginationOptions {
  readonly call: CallOptions;
  readonly pageSize: number | undefined;
  readonly startingToken: string | undefined;
  readonly tokens: TokenNames;
  readonly endOnRepeatedToken: boolean;
}

/** What the operations of Athena call them. */
export const ATHENA_TOKENS: TokenNames = { inputToken: "NextToken", outputToken: "NextToken", pageSize: "MaxResults" };

const CONFIG = namesOf<PaginateConfig>({
  client: true,
  throttle: true,
  retry: true,
  pageSize: true,
  maxItems: true,
  startingToken: true,
  prefetch: true,
  tokens: true,
  endOnRepeatedToken: true,
  abortSignal: true,
  onEvent: true,
});

const TOKENS = namesOf<TokenNames>({ inputToken: true, outputToken: true, pageSize: true });

/** Validates the arguments and fills in defaults. Throws a TypeError before any request. */
export function paginateOptions(config: PaginateConfig, Command: unknown, input: object, key: string): PaginateOptions {
  checkObject("config", config);
  checkCommand(Command);
  checkObject("input", input);
  checkPath("key", 'the name of a list in the output, such as "Sessions" or "ResultSet.Rows"', key);
  checkKnown("config", config, CONFIG);
  const { pageSize, startingToken, tokens = ATHENA_TOKENS, endOnRepeatedToken = false } = config;
  checkTokens(tokens);
  // How long a token may be is up to the service.
  if (startingToken !== undefined) checkString("startingToken", startingToken);
  checkBoolean("endOnRepeatedToken", endOnRepeatedToken);
  if (pageSize !== undefined) checkPageSize(pageSize, tokens, input);
  refuseMember(input, tokens.inputToken, insteadUse("startingToken"));
  return {
    call: callOptions(config),
    ...paginationOptions(config),
    pageSize,
    startingToken,
    // Like the input it is copied: what becomes of it later is of no consequence.
    tokens: { ...tokens },
    endOnRepeatedToken,
  };
}

function checkCommand(Command: unknown): void {
  const { prototype } = typeof Command === "function" ? (Command as { prototype?: unknown }) : {};
  if (hasMethod(prototype, "resolveMiddleware")) return;
  throw expected("Command", "a command class of an SDK client", Command);
}

/** A path that leads nowhere would make every page an empty one, or the first page the last. */
function checkPath(name: string, accepted: string, path: unknown): void {
  if (typeof path !== "string" || path.split(".").includes("")) throw expected(name, accepted, path);
}

function checkTokens(tokens: TokenNames): void {
  checkObject("tokens", tokens);
  checkKnown("tokens", tokens, TOKENS);
  checkString("tokens.inputToken", tokens.inputToken);
  checkPath("tokens.outputToken", "the name of a member of the output", tokens.outputToken);
  if (tokens.pageSize !== undefined) checkString("tokens.pageSize", tokens.pageSize);
}

function checkPageSize(pageSize: number, tokens: TokenNames, input: object): void {
  checkInteger("pageSize", pageSize, 1);
  if (tokens.pageSize === undefined)
    throw expected("pageSize", "absent, as `tokens.pageSize` does not name its member", pageSize);
  refuseMember(input, tokens.pageSize, insteadUse("pageSize"));
}
