import { listExecutors } from "athena-executors";
import { oneByOne, pageByPage, type Way } from "./way.js";

const throttle = false; // The others have none either, and it would hold back what is measured.
const idleThrottle = { limit: 1_000_000, interval: 1 };

/** With the package's own retries, as by default. */
export const items: Way = {
  name: "athena-executors, items",
  list: oneByOne((client, SessionId) => listExecutors({ client, throttle }, { SessionId })),
};

export const pages: Way = {
  name: "athena-executors, pages",
  list: pageByPage((client, SessionId) => listExecutors({ client, throttle }, { SessionId }).pages()),
};

/** Through a throttle that never makes anybody wait: what it costs by itself. */
export const throttledItems: Way = {
  name: "athena-executors, items, throttle",
  list: oneByOne((client, SessionId) => listExecutors({ client, throttle: idleThrottle }, { SessionId })),
};
