import { listExecutors } from "athena-executors";
import { oneByOne, pageByPage, type Way } from "./way.js";

const throttle = false; // The other ways have no throttle.
const idleThrottle = { limit: 1_000_000, interval: 1 };

/** Retries are on, as by default. */
export const items: Way = {
  name: "athena-executors, items",
  list: oneByOne((client, SessionId) => listExecutors({ client, throttle }, { SessionId })),
};

export const pages: Way = {
  name: "athena-executors, pages",
  list: pageByPage((client, SessionId) => listExecutors({ client, throttle }, { SessionId }).pages()),
};

/** Uses a throttle that never makes a call wait, which shows the CPU time of the throttle. */
export const throttledItems: Way = {
  name: "athena-executors, items, throttle",
  list: oneByOne((client, SessionId) => listExecutors({ client, throttle: idleThrottle }, { SessionId })),
};
