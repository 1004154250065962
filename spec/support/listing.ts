import { ListExecutorsCommand, type AthenaClient, type ListExecutorsCommandInput } from "@aws-sdk/client-athena";

/** The ids and the token of a page. */
export interface ListedPage {
  readonly ids: readonly (string | undefined)[];
  readonly token: string | undefined;
}

/** Lists the executors of a session by token, up to a maximum number of pages. */
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

/** Returns the ids of each page, up to the end of the listing. */
export async function listIds(
  client: AthenaClient,
  input: ListExecutorsCommandInput,
): Promise<(readonly (string | undefined)[])[]> {
  const pages = await listPages(client, input);
  return pages.map(({ ids }) => ids);
}
