import { flatMap } from "streaming-iterables";
import { handWrittenPages } from "./hand-written.js";
import { oneByOne, type Way } from "./way.js";

export const streamingIterables: Way = {
  name: "loop + streaming-iterables",
  list: oneByOne((client, SessionId) =>
    flatMap(({ ExecutorsSummary = [] }) => ExecutorsSummary, handWrittenPages(client, SessionId)),
  ),
};
