import { expect, it } from "vitest";
import { insteadUse, refuseMember } from "../../lib/common/checks.js";

it("refuseMember refuses a member that an option replaces, if present", () => {
  const refuse = (input: object): void => {
    refuseMember(input, "MaxResults", insteadUse("pageSize"));
  };
  expect(() => {
    refuse({ SessionId: "session" });
    refuse({ MaxResults: undefined });
  }).not.toThrow();
  expect(() => {
    refuse({ MaxResults: 0 });
  }).toThrow(
    new TypeError("Expected `input.MaxResults` to be absent: use the option `pageSize` of the first argument"),
  );
});
