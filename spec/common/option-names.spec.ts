import { describe, expect, it } from "vitest";
import { checkKnown, nearestOf } from "../../lib/common/option-names.js";

const accepted = ["client", "pageSize", "maxItems", "onEvent", "abortSignal"];

describe("nearestOf()", () => {
  it.each([
    ["pagesize", "pageSize"],
    ["page_size", "pageSize"],
    ["PageSize", "pageSize"],
    ["maxItem", "maxItems"],
    ["maxitmes", "maxItems"],
    ["onEvents", "onEvent"],
    ["signal", "abortSignal"],
    ["Client", "client"],
    ["", undefined],
    ["stopOnSameToken", undefined],
    ["x".repeat(1000), undefined],
  ])("finds for %j the accepted name %j", (given, nearest) => {
    expect(nearestOf(given, accepted)).toBe(nearest);
  });
});

describe("checkKnown()", () => {
  const messageOf = (options: object): string | undefined => {
    try {
      checkKnown("config", options, accepted);
      return undefined;
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError);
      return (error as Error).message;
    }
  };

  it("names the nearest accepted option, or all of them", () => {
    expect(messageOf({ client: 1, pagesize: 5 })).toBe(
      "Expected `config` to have no `pagesize`. Did you mean `pageSize`?",
    );
    expect(messageOf({ withCommand: 1 })).toBe(
      "Expected `config` to have no `withCommand`. Use one of client, pageSize, maxItems, onEvent, abortSignal",
    );
  });

  it("accepts known options, and unknown ones that are undefined", () => {
    expect(messageOf({ client: 1, pageSize: undefined, pagesize: undefined })).toBeUndefined();
  });
});
