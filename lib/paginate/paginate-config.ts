import {
  checkBoolean,
  checkInteger,
  checkObject,
  checkString,
  hasMethod,
  expected,
  insteadUse,
  refuseMember,
} from "../common/checks.js";
import { checkKnown, namesOf } from "../common/option-names.js";
import { callSettings, type CallConfig, type CallSettings } from "../calls/call-config.js";
import { paginationSettings, type PaginationConfig, type PaginationSettings } from "../pagination/pagination-config.js";

/** The names of the members that a command pages by. */
export interface TokenNames {
  /** The member of the input that takes a token. */
  readonly inputToken: string;
  /** The member of the output that holds the next token: a name, or a path such as `"DistributionList.NextMarker"`. */
  readonly outputToken: string;
  /**
   * The member of the input that takes the page size. Without it `pageSize` cannot be given.
   *
   * @default undefined
   */
  readonly pageSize?: string | undefined;
  /**
   * The boolean of the output that shows whether there are more pages, such as `"IsTruncated"`. `false` ends the
   * listing even if a token came with it.
   *
   * @default undefined: the token alone decides
   */
  readonly moreResults?: string | undefined;
}

/** Options of {@link paginate}. */
export interface PaginateConfig extends CallConfig, PaginationConfig {
  /**
   * Items per call, an integer >= 1.
   *
   * @default undefined: what the input says, or else the service's own page size
   */
  readonly pageSize?: number | undefined;
  /**
   * A token of the service to start from.
   *
   * @default undefined: from the start
   */
  readonly startingToken?: string | undefined;
  /**
   * The names of the members that the command pages by.
   *
   * @default { inputToken: "NextToken", outputToken: "NextToken", pageSize: "MaxResults" }
   */
  readonly tokens?: TokenNames | undefined;
  /**
   * `true` for commands that end by returning the same token twice, such as GetLogEvents. Otherwise a repeated token is
   * a {@link RepeatedTokenError}.
   *
   * @default false
   */
  readonly endOnRepeatedToken?: boolean | undefined;
}

/** {@link PaginateConfig}, checked, with every default filled in. */
export interface PaginateSettings extends PaginationSettings {
  readonly call: CallSettings;
  readonly pageSize: number | undefined;
  readonly startingToken: string | undefined;
  readonly tokens: TokenNames;
  readonly endOnRepeatedToken: boolean;
}

/** The names in the operations of Athena. */
const ATHENA_TOKENS: TokenNames = { inputToken: "NextToken", outputToken: "NextToken", pageSize: "MaxResults" };

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

const TOKENS = namesOf<TokenNames>({ inputToken: true, outputToken: true, pageSize: true, moreResults: true });

/**
 * Validates the arguments of {@link paginate} and fills in defaults.
 *
 * @throws TypeError if an argument is missing or out of range.
 */
export function paginateSettings(
  config: PaginateConfig,
  Command: unknown,
  input: object,
  key: string,
): PaginateSettings {
  checkObject("config", config);
  checkCommand(Command);
  checkObject("input", input);
  checkPath("key", 'the name of a list in the output, such as "Sessions" or "ResultSet.Rows"', key);
  checkKnown("config", config, CONFIG);
  const { pageSize, startingToken, tokens = ATHENA_TOKENS, endOnRepeatedToken = false } = config;
  checkTokens(tokens);
  // Each service has its own limit for the length of a token.
  if (startingToken !== undefined) checkString("startingToken", startingToken);
  checkBoolean("endOnRepeatedToken", endOnRepeatedToken);
  if (pageSize !== undefined) checkPageSize(pageSize, tokens, input);
  refuseMember(input, tokens.inputToken, insteadUse("startingToken"));
  return {
    call: callSettings(config),
    ...paginationSettings(config),
    pageSize,
    startingToken,
    // A copy: the caller may change the object later.
    tokens: { ...tokens },
    endOnRepeatedToken,
  };
}

function checkCommand(Command: unknown): void {
  const { prototype } = typeof Command === "function" ? (Command as { prototype?: unknown }) : {};
  if (hasMethod(prototype, "resolveMiddleware")) return;
  throw expected("Command", "a command class, such as `ListSessionsCommand`", Command);
}

/** With an empty name in a path, every page would look empty, or the first page would look like the last. */
function checkPath(name: string, accepted: string, path: unknown): void {
  if (typeof path !== "string" || path.split(".").includes("")) throw expected(name, accepted, path);
}

function checkTokens(tokens: TokenNames): void {
  checkObject("tokens", tokens);
  checkKnown("tokens", tokens, TOKENS);
  checkString("tokens.inputToken", tokens.inputToken);
  checkPath("tokens.outputToken", "the name of a member of the output", tokens.outputToken);
  if (tokens.pageSize !== undefined) checkString("tokens.pageSize", tokens.pageSize);
  if (tokens.moreResults !== undefined)
    checkPath("tokens.moreResults", "the name of a member of the output", tokens.moreResults);
}

function checkPageSize(pageSize: number, tokens: TokenNames, input: object): void {
  checkInteger("pageSize", pageSize, 1);
  if (tokens.pageSize === undefined)
    throw expected("pageSize", "absent, as `tokens.pageSize` does not name its member", pageSize);
  refuseMember(input, tokens.pageSize, insteadUse("pageSize"));
}
