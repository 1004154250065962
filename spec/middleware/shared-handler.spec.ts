import { expect, it } from "vitest";
import type { Command } from "../../lib/middleware/command.js";
import type { HandlerContext } from "../../lib/middleware/sdk-stack.js";
import { SharedHandler } from "../../lib/middleware/shared-handler.js";

/** A command of an SDK whose handlers have this context. */
function commandWith(context: HandlerContext): Command {
  const stack = { add: (middleware: (next: unknown, context: HandlerContext) => unknown) => middleware({}, context) };
  return {
    middlewareStack: {
      use: (plugin) => {
        plugin.applyToStack(stack);
      },
    },
    resolveMiddleware: () => ({ context }),
  };
}

it("A handler is lent from command to command, in an SDK that tells nothing of the call, too", () => {
  const context: HandlerContext = { commandName: "ListExecutorsCommand" };
  const shared = new SharedHandler(() => undefined);
  const commands = [commandWith(context), commandWith({ commandName: "Other" })] as const;
  for (const command of commands) shared.lendTo(command);
  const given = [{}, {}, {}];
  const handler = commands[0].resolveMiddleware(...given);
  Object.assign(context, { commandName: "Changed", userAgent: "collected" });
  expect(commands[1].resolveMiddleware(...given)).toBe(handler);
  expect(context).toEqual({ commandName: "ListExecutorsCommand", userAgent: undefined });
});
