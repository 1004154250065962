import { expect, it } from "vitest";
import { OperationName } from "../../lib/middleware/operation-name.js";

type Middleware = (next: unknown, context: object) => unknown;

/** What the SDK does when a command is sent. */
function send(name: OperationName, context: object): void {
  name.plugin.applyToStack({
    add: (middleware: Middleware) => middleware(undefined, context),
  });
}

it("is that of the class until the SDK tells another one", () => {
  const name = new OperationName("ListThingsCommand");
  expect(name.value).toBe("ListThings");
  send(name, {});
  expect(name.value).toBe("ListThings");
  send(name, { commandName: "ListSessionsCommand" });
  expect(name.value).toBe("ListSessions");
});
