import { describe, expect, it } from "vitest";
import { isUnexpectedResponseError, watchExecutors } from "../lib/index.js";
import { untilFailure } from "./support/iterating.js";
import { LivingSession } from "./support/living-session.js";
import { watchedSession } from "./support/watched-session.js";

describe("A watch fails", () => {
  const garbage: readonly [what: string, call: string, answer: object, expected: string][] = [
    ["executors that are no list", "list", { ExecutorsSummary: "none" }, "a list in `ExecutorsSummary`"],
    [
      "an executor without id",
      "list",
      { ExecutorsSummary: [{}] },
      "a non-empty string in `ExecutorsSummary[0].ExecutorId`",
    ],
    ["a token that is no string", "list", { NextToken: 7 }, "a string or nothing in `NextToken`"],
    ["a status that is no object", "status", { Status: "TERMINATED" }, "an object in `Status`"],
    ["a state that is no string", "status", { Status: { State: 3 } }, "a string in `Status.State`"],
  ];

  it.each(garbage)("where the answer is garbage: %s", async (_what, call, answer, expected) => {
    const watched = await watchedSession(new LivingSession([]), {
      instead: (request) => (request.call === call ? answer : undefined),
    });
    const { error } = await untilFailure(watchExecutors({ client: watched.client }, { SessionId: "session" }));
    expect(isUnexpectedResponseError(error)).toBe(true);
    expect(String(error)).toContain(`to return ${expected}, got `);
  });
});
