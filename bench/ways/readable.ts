import { Readable } from "node:stream";
import type { ExecutorsSummary, ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import { handWrittenPages } from "./hand-written.js";
import { oneByOne, type Way } from "./way.js";

export const readable: Way = {
  name: "loop + Readable",
  list: oneByOne((client, SessionId) => Readable.from(handWrittenPages(client, SessionId)).flatMap(executorsOf)),
};

function executorsOf({ ExecutorsSummary = [] }: ListExecutorsCommandOutput): ExecutorsSummary[] {
  return ExecutorsSummary;
}
