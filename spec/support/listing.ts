import { ListExecutorsCommand, type AthenaClient, type ListExecutorsCommandInput } from "@aws-sdk/client-athena";

/** A page of executors, in brief. */
export interface ListedPage {
  readonly ids: readonly (string | undefined)[];
  readonly token: string | undefined;
}

/** Follows the tokens of a session's executors for at most so many pages. */
export async function listPages(
  client: AthenaClient,
  input: ListExecutorsCommandInput,
  most = 20,
): Promise<ListedPage[]> {
  const pages: ListedPage[] = [];
  let NextToken = input.NextToken;
  do {
    const page = await client.send(new ListExecutorsCommand({ ...input, NextToken }));
    NextToken = page.NextToken;
    pages.push({ ids: page.ExecutorsSummary?.map(({ ExecutorId }) => ExecutorId) ?? [], token: NextToken });
  } while (NextToken !== undefined && pages.length < most);
  return pages;
}

/** The ids on each of the pages, up to the end of the listing. */
export async function listIds(
  client: AthenaClient,
  input: ListExecutorsCommandInput,
): Promise<(readonly (string | undefined)[])[]> {
  const pages = await listPages(client, input);
  return pages.map(({ ids }) => ids);
}
