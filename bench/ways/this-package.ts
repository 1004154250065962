import { listExecutors } from "athena-executors";
import { oneByOne, pageByPage, type Way } from "./way.js";

const throttle = false; // The other ways have no throttle.

/** Retries are on, as by default. */
export const items: Way = {
  name: "athena-executors, items",
  list: oneByOne((client, SessionId) => listExecutors({ client, throttle }, { SessionId })),
};

export const pages: Way = {
  name: "athena-executors, pages",
  list: pageByPage((client, SessionId) => listExecutors({ client, throttle }, { SessionId }).pages()),
};
