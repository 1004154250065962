import { describe, expect, it } from "vitest";
import {
  checkArray,
  checkBoolean,
  checkCount,
  checkDate,
  checkFunction,
  checkInteger,
  checkMilliseconds,
  checkObject,
  checkPositive,
  checkSignal,
  checkStates,
  checkString,
  hasMethod,
} from "../../lib/common/checks.js";

type Check = (value: unknown) => void;

const checks: readonly [name: string, check: Check, good: readonly unknown[], bad: readonly unknown[], text: string][] =
  [
    [
      "checkObject",
      (value) => {
        checkObject("option", value);
      },
      [{}, new Map()],
      [null, undefined, [], "text", () => 1],
      "an object",
    ],
    [
      "checkArray",
      (value) => {
        checkArray("option", value);
      },
      [[], [1]],
      [{ length: 0 }, "text", new Set(), null],
      "an array",
    ],
    [
      "checkArray with a description",
      (value) => {
        checkArray("option", value, "an array of sessions");
      },
      [[]],
      [undefined],
      "an array of sessions",
    ],
    [
      "checkInteger within a range",
      (value) => {
        checkInteger("option", value, 1, 3);
      },
      [1, 2, 3],
      [0, 4, 1.5, NaN, "2", undefined],
      "an integer from 1 to 3",
    ],
    [
      "checkInteger without a maximum",
      (value) => {
        checkInteger("option", value, 0);
      },
      [0, 1e9],
      [-1, Infinity],
      "an integer >= 0",
    ],
    [
      "checkPositive without a maximum",
      (value) => {
        checkPositive("option", value);
      },
      [0.1, Number.MAX_VALUE],
      [0, -1, Infinity, NaN, "1"],
      "a positive finite number",
    ],
    [
      "checkPositive with a maximum",
      (value) => {
        checkPositive("option", value, 5);
      },
      [5],
      [5.1, 0],
      "a positive number up to 5",
    ],
    [
      "checkMilliseconds",
      (value) => {
        checkMilliseconds("option", value);
      },
      [0, 0.5, Infinity],
      [-1, NaN, "1", undefined],
      "a number of milliseconds >= 0",
    ],
    [
      "checkBoolean",
      (value) => {
        checkBoolean("option", value);
      },
      [true, false],
      [0, "true", undefined],
      "a boolean",
    ],
    [
      "checkFunction",
      (value) => {
        checkFunction("option", value);
      },
      [() => 1, Date],
      [{}, undefined],
      "a function",
    ],
    [
      "checkDate",
      (value) => {
        checkDate("option", value);
      },
      [new Date(0)],
      [new Date(NaN), 0, "2023-11-14"],
      "a valid Date",
    ],
    [
      "checkSignal",
      (value) => {
        checkSignal("option", value);
      },
      [new AbortController().signal, { aborted: false, addEventListener: () => undefined }],
      [new EventTarget(), { aborted: false }, { aborted: false, addEventListener: true }, null, "signal"],
      "an AbortSignal",
    ],
  ];

describe.each(checks)("%s", (_name, check, good, bad, text) => {
  it.each(good.map((value) => [value]))("accepts %o", (value) => {
    expect(() => {
      check(value);
    }).not.toThrow();
  });

  it.each(bad.map((value) => [value]))("refuses %o", (value) => {
    let thrown: unknown;
    try {
      check(value);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TypeError);
    expect((thrown as Error).message.startsWith(`Expected \`option\` to be ${text}, got `)).toBe(true);
  });
});

describe("checkString", () => {
  const check = (value: unknown): void => {
    checkString("option", value, 4);
  };

  it.each(["1", "1234"])("accepts %j", (value) => {
    expect(() => {
      check(value);
    }).not.toThrow();
  });

  it.each([
    ["", "0 characters (string)"],
    ["12345", "5 characters (string)"],
    [["12", "secret"], "2 values (array)"],
    [12, "`12` (number)"],
  ])("refuses %j without showing it, because it may be a token", (value, got) => {
    expect(() => {
      check(value);
    }).toThrow(new TypeError(`Expected \`option\` to be a string of 1 to 4 characters, got ${got}`));
  });

  it("accepts any non-empty string if there is no limit", () => {
    checkString("option", "x".repeat(100_000));
    const check = (): void => {
      checkString("option", "");
    };
    expect(check).toThrow(new TypeError("Expected `option` to be a non-empty string, got 0 characters (string)"));
  });
});

it("hasMethod finds methods of objects and functions only", () => {
  const withMethod = Object.assign(() => undefined, { send: () => undefined });
  expect([{ send: () => undefined }, withMethod].map((value) => hasMethod(value, "send"))).toEqual([true, true]);
  expect([{ send: 1 }, {}, null, undefined].map((value) => hasMethod(value, "send"))).toEqual(Array(4).fill(false));
  // A primitive inherits methods from its prototype.
  expect(hasMethod("text", "slice")).toBe(false);
});

describe("checkStates", () => {
  const check = (value: unknown) => (): void => {
    checkStates("states", value, ["ON", "OFF"]);
  };

  it.each([["ON"], [["OFF"]], [["ON", "OFF", "ON"]]])("accepts %j", (value) => {
    expect(check(value)).not.toThrow();
  });

  it.each([
    ["on", "Expected `states` to be one of ON, OFF, got `on` (string)"],
    [undefined, "Expected `states` to be one of ON, OFF, got `undefined` (undefined)"],
    [["ON", 5], "Expected `states[1]` to be one of ON, OFF, got `5` (number)"],
    [new Array(1), "Expected `states[0]` to be one of ON, OFF, got `undefined` (undefined)"],
    [[], "Expected `states` to be one state or a non-empty array of them, got `[]` (array)"],
  ])("refuses %j", (value, message) => {
    expect(check(value)).toThrow(new TypeError(message));
  });
});

it.each([0, 1, 2 ** 53, Infinity])("checkCount accepts %d", (value) => {
  checkCount("count", value);
});

it.each([-1, 0.5, NaN, -Infinity, "1", null])("checkCount refuses %j", (value) => {
  const check = (): void => {
    checkCount("count", value);
  };
  expect(check).toThrow("Expected `count` to be an integer >= 0 or Infinity, got ");
});
