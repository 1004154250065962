import { type AthenaClient, ListExecutorsCommand, type ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import { PAGE_SIZE } from "../service/session.js";
import type { Way } from "./way.js";

/** A loop without a paginator. The baseline of the CPU case. */
export const handWritten: Way = {
  name: "loop over client.send",
  async list(client, SessionId, take, rest) {
    let NextToken: string | undefined;
    do {
      const output = await client.send(new ListExecutorsCommand({ SessionId, MaxResults: PAGE_SIZE, NextToken }));
      for (const executor of output.ExecutorsSummary ?? []) take(executor);
      if (rest !== undefined) await rest();
      ({ NextToken } = output);
    } while (NextToken !== undefined && NextToken !== "");
  },
};

/** The same loop as a generator of pages, for libraries that flatten it. */
export async function* handWrittenPages(
  client: AthenaClient,
  SessionId: string,
): AsyncGenerator<ListExecutorsCommandOutput> {
  let NextToken: string | undefined;
  do {
    const output = await client.send(new ListExecutorsCommand({ SessionId, MaxResults: PAGE_SIZE, NextToken }));
    yield output;
    ({ NextToken } = output);
  } while (NextToken !== undefined && NextToken !== "");
}
