import { expect, it } from "vitest";
import { Attempts } from "../../lib/middleware/attempts.js";

type Middleware = (next: (args: object) => unknown, context: object) => (args: object) => unknown;

/** What the SDK does when a command is sent. */
function send(attempts: Attempts, context: object, times: number): void {
  attempts.plugin.applyToStack({
    add: (middleware: Middleware) => {
      const handler = middleware(() => undefined, context);
      for (let time = 0; time < times; time += 1) handler({});
    },
  });
}

it("are counted call by call, under the name that the SDK tells", () => {
  const reports: [operation: string, attempt: number][] = [];
  const attempts = new Attempts("ListThingsCommand", (...report) => reports.push(report));
  expect(attempts.operation).toBe("ListThings");
  attempts.start();
  send(attempts, {}, 2);
  attempts.end();
  attempts.start();
  send(attempts, { commandName: "ListSessionsCommand" }, 1);
  attempts.end();
  expect(attempts.operation).toBe("ListSessions");
  expect(new Attempts("ListCommandInvocationsCommand", () => undefined).operation).toBe("ListCommandInvocations");
  expect(reports).toEqual([
    ["ListThings", 1],
    ["ListThings", 2],
    ["ListSessions", 1],
  ]);
});

it("are one a call where nobody runs the middleware", () => {
  const counts: number[] = [];
  const attempts = new Attempts("ListThings", (_operation, attempt) => counts.push(attempt));
  for (let call = 0; call < 2; call += 1) {
    attempts.start();
    attempts.end();
  }
  expect(counts).toEqual([1, 1]);
});
