import { describe, expect, it } from "vitest";
import { isUnexpectedResponseError, watchExecutors } from "../../lib/index.js";
import { untilFailure } from "../support/iterating.js";
import { LivingSession, servedSession } from "../support/living-session.js";

describe("A watch fails", () => {
  const garbage: readonly [what: string, call: string, answer: object, expected: string, member: string][] = [
    ["executors that are not a list", "list", { ExecutorsSummary: "none" }, "a list", "ExecutorsSummary"],
    [
      "an executor without id",
      "list",
      { ExecutorsSummary: [{}] },
      "a non-empty string",
      "ExecutorsSummary[0].ExecutorId",
    ],
    ["a token that is not a string", "list", { NextToken: 7 }, "a string or nothing", "NextToken"],
    ["a status that is not an object", "status", { Status: "TERMINATED" }, "an object", "Status"],
    ["a state that is not a string", "status", { Status: { State: 3 } }, "a string", "Status.State"],
  ];

  it.each(garbage)("at an invalid answer: %s", async (_what, call, answer, expected, member) => {
    const watched = await servedSession(new LivingSession([]), {
      instead: (request) => (request.call === call ? answer : undefined),
    });
    const { error } = await untilFailure(watchExecutors({ client: watched.client }, { SessionId: "session" }));
    expect(isUnexpectedResponseError(error) && error.member).toBe(member);
    expect(String(error)).toContain(`to return ${expected} in \`${member}\`, got `);
  });
});
