import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";
import type { TokenNames } from "./paginate-config.js";
import { isStructure, memberAt, nextTokenOf } from "../pagination/output.js";

/** The names of the token and the list in an output. */
export interface OutputNames {
  readonly operation: string;
  readonly tokens: TokenNames;
  /** The path of the list. */
  readonly key: string;
}

/** Members by which AWS services show that there is a next page. */
const SIGNS = [
  "NextToken",
  "nextToken",
  "nextForwardToken",
  "NextMarker",
  "NextPageToken",
  "NextContinuationToken",
  "LastEvaluatedKey",
  "LastEvaluatedTableName",
];

/** Services name all parts of a token this way. `nextBackwardToken` leads back and is not a part. */
const PART = /^Next[A-Z]/;

const ONLY_STRINGS = "`paginate` follows only tokens that are strings: use the paginator of the SDK";
const ONE_PART =
  "The token of this command has several parts, and `paginate` cannot follow it: send the command yourself";

/**
 * Reads the token of the next page; `undefined` on the last page.
 *
 * @throws UnexpectedResponseError if the output shows a next page that this token does not lead to.
 */
export function nextTokenIn(output: object, names: OutputNames): string | undefined {
  const { operation, tokens } = names;
  const more = moreResultsIn(output, names);
  if (more === false) return undefined;
  const given = memberAt(operation, output, tokens.outputToken);
  if (isStructure(given)) {
    throw new UnexpectedResponseError(operation, tokens.outputToken, "a string or nothing", given, ONLY_STRINGS);
  }
  const token = nextTokenOf(operation, tokens.outputToken, given);
  if (token !== undefined) refuseSecondPart(output, names);
  else if (more === true) throw missingToken(given, names);
  else refuseOtherSigns(output, names);
  return token;
}

function moreResultsIn(output: object, { operation, tokens: { moreResults } }: OutputNames): boolean | undefined {
  if (moreResults === undefined) return undefined;
  const value = memberAt(operation, output, moreResults) ?? undefined;
  if (value === undefined || typeof value === "boolean") return value;
  throw new UnexpectedResponseError(operation, moreResults, "a boolean or nothing", value);
}

function missingToken(given: unknown, { operation, tokens }: OutputNames): Error {
  const advice = `\`${String(tokens.moreResults)}\` is true, so a page is missing: check the names in \`tokens\``;
  return new UnexpectedResponseError(operation, tokens.outputToken, "a token", given, advice);
}

function refuseSecondPart(output: object, { operation, tokens: { outputToken } }: OutputNames): void {
  const place = placeOf(outputToken);
  const structure = place === "" ? output : memberAt(operation, output, place);
  for (const [name, value] of Object.entries(structure as object)) {
    const member = pathOf(place, name);
    if (member === outputToken || !PART.test(name) || isEmpty(value)) continue;
    throw new UnexpectedResponseError(operation, member, `nothing beside \`${outputToken}\``, value, ONE_PART);
  }
}

function refuseOtherSigns(output: object, { operation, tokens: { outputToken }, key }: OutputNames): void {
  for (const place of new Set(["", placeOf(outputToken), placeOf(key)])) {
    for (const name of SIGNS) {
      const value = memberAt(operation, output, pathOf(place, name));
      if (!isEmpty(value)) throw otherSign(pathOf(place, name), value);
    }
    const isTruncated = pathOf(place, "IsTruncated");
    if (memberAt(operation, output, isTruncated) === true) throw otherSign(isTruncated, true);
  }

  function otherSign(member: string, value: unknown): Error {
    const advice = isStructure(value)
      ? ONLY_STRINGS
      : `There is a next page, but no \`${outputToken}\` to ask for it with: name the command's token in \`tokens\``;
    return new UnexpectedResponseError(operation, member, `nothing without \`${outputToken}\``, value, advice);
  }
}

/** The path of the structure that a member lies in; `""` for the output itself. */
function placeOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}

function pathOf(place: string, name: string): string {
  return place === "" ? name : `${place}.${name}`;
}

/** A structure without members is empty too, which a `Date` counts as. */
function isEmpty(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === "" || value === false;
}
