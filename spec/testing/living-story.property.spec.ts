import type { ExecutorState } from "@aws-sdk/client-athena";
import { assert, constantFrom, double, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";

import type { ExecutorMoment, Moment } from "../../lib/testing/life/moment.js";
import { story } from "../../lib/testing/life/story.js";
import type { StoryPlan } from "../../lib/testing/life/local-life.js";

const plans = record<StoryPlan>({
  seed: integer().map(String),
  calculations: integer({ min: 0, max: 4 }),
  workers: integer({ min: 0, max: 60 }),
  failureRate: double({ min: 0, max: 0.95, noNaN: true }),
  end: constantFrom("TERMINATED", "FAILED"),
});

/** Runs a check over the stories of many plans. */
function ofEveryStory(check: (moments: readonly Moment[], plan: StoryPlan) => void): void {
  assert(
    property(plans, (plan) => {
      check([...story(plan)], plan);
    }),
    { numRuns: 200 },
  );
}

function executorMoments(moments: readonly Moment[]): readonly ExecutorMoment[] {
  return moments.filter((moment) => moment.of === "executor");
}

/** Returns the moments of each executor, by its name. */
function lives(moments: readonly Moment[]): readonly (readonly ExecutorMoment[])[] {
  const byName = new Map<string, ExecutorMoment[]>();
  for (const moment of executorMoments(moments)) byName.set(moment.name, [...(byName.get(moment.name) ?? []), moment]);
  return [...byName.values()];
}

function statesOf(moments: readonly Moment[], of: Moment["of"]): string {
  return moments
    .filter((moment) => moment.of === of)
    .map(({ State }) => State)
    .join(" ");
}

const hasEnded = (state: ExecutorState): boolean => state === "TERMINATED" || state === "FAILED";

describe("In every story", () => {
  it("Moments are ordered by time, from 0", () => {
    ofEveryStory((moments) => {
      const times = moments.map(({ at }) => at);
      expect(times).toEqual([...times].sort((one, other) => one - other));
      expect(times[0]).toBe(0);
      expect(times.every((time) => Number.isInteger(time))).toBe(true);
    });
  });

  it("Every executor goes from CREATING through CREATED to one end", () => {
    ofEveryStory((moments) => {
      for (const life of lives(moments))
        expect(statesOf(life, "executor")).toMatch(/^CREATING CREATED (REGISTERED )?(TERMINATING TERMINATED|FAILED)$/);
    });
  });

  it("Executors start in the order in which they join", () => {
    ofEveryStory((moments) => {
      const joined = executorMoments(moments).filter(({ State }) => State === "CREATING");
      const started = executorMoments(moments).filter(({ State }) => State === "CREATED");
      expect(started.map(({ name }) => name)).toEqual(joined.map(({ name }) => name));
    });
  });

  it("There are one coordinator, one gateway and at most `workers`", () => {
    ofEveryStory((moments, { workers }) => {
      const live = new Set<string>();
      for (const { name, type, State } of executorMoments(moments)) {
        if (hasEnded(State)) live.delete(name);
        else if (type === "WORKER") live.add(name);
        expect(live.size).toBeLessThanOrEqual(workers);
      }
      const types = lives(moments).map(([joined]) => joined?.type);
      expect(types.slice(0, 2)).toEqual(["COORDINATOR", "GATEWAY"]);
      expect(types.slice(2).filter((type) => type !== "WORKER")).toEqual([]);
    });
  });

  it("The session runs the planned calculations and ends as planned", () => {
    ofEveryStory((moments, { calculations, end }) => {
      const busy = (times: number): string => "BUSY IDLE ".repeat(times);
      const broken = calculations === 0 ? "" : `${busy(calculations - 1)}BUSY `;
      const ending = end === "FAILED" ? `${broken}DEGRADED FAILED` : `${busy(calculations)}TERMINATING TERMINATED`;
      expect(statesOf(moments, "session")).toBe(`CREATING CREATED IDLE ${ending}`);
    });
  });

  it("The session is busy exactly while a calculation is open", () => {
    ofEveryStory((moments) => {
      const session = moments.filter((moment) => moment.of === "session");
      const calculations = moments.filter((moment) => moment.of === "calculation");
      const begun = calculations.filter(({ State }) => State === "QUEUED").map(({ at }) => at);
      const ended = calculations.filter(({ State }) => State === "COMPLETED" || State === "FAILED").map(({ at }) => at);
      expect(session.filter(({ State }) => State === "BUSY").map(({ at }) => at)).toEqual(begun);
      const isAfterBusy = (_: Moment, index: number): boolean => session[index - 1]?.State === "BUSY";
      expect(session.filter(isAfterBusy).map(({ at }) => at)).toEqual(ended);
    });
  });

  it("The session ends last, after every executor", () => {
    ofEveryStory((moments, { end }) => {
      expect(moments.at(-1)).toMatchObject({ of: "session", State: end });
      for (const life of lives(moments)) expect(hasEnded(life.at(-1)?.State ?? "CREATING")).toBe(true);
    });
  });

  it("Workers join while the session is busy and end before the next", () => {
    ofEveryStory((moments) => {
      const live = new Set<string>();
      let session = "";
      for (const moment of moments) {
        if (moment.of === "session") session = moment.State;
        if (moment.of === "calculation" && moment.State === "QUEUED") expect([...live]).toEqual([]);
        if (moment.of !== "executor" || moment.type !== "WORKER") continue;
        if (moment.State === "CREATING") expect(session).toBe("BUSY");
        if (hasEnded(moment.State)) live.delete(moment.name);
        else live.add(moment.name);
      }
    });
  });
});

describe("A story", () => {
  const plan: StoryPlan = { seed: "1", calculations: 2, workers: 18, failureRate: 0, end: "TERMINATED" };
  const workersOf = (failureRate: number): readonly (readonly ExecutorMoment[])[] =>
    lives([...story({ ...plan, failureRate })]).filter(([joined]) => joined?.type === "WORKER");

  it("failureRate 0 fails no worker, and 1 fails all", () => {
    expect(workersOf(0).map((life) => life.at(-1)?.State)).not.toContain("FAILED");
    expect(workersOf(1).map((life) => life.at(-1)?.State)).not.toContain("TERMINATED");
    expect(workersOf(0).length).toBeGreaterThan(2);
    expect(workersOf(1).length).toBeGreaterThan(workersOf(0).length);
  });

  it("Workers are requested in batches of 1, 2, 4, …, one a second", () => {
    const joined = [...story({ ...plan, calculations: 1, seed: "2" })].filter(
      (moment) => moment.of === "executor" && moment.type === "WORKER" && moment.State === "CREATING",
    );
    const [first] = joined;
    expect(joined.slice(0, 9).map(({ at }) => at - (first?.at ?? 0))).toEqual([
      0, 1000, 1000, 2000, 2000, 2000, 2000, 3000, 3000,
    ]);
  });

  it("An endless story is generated only as far as it is read", () => {
    const endless = story({ ...plan, calculations: Infinity });
    const moments = Array.from({ length: 20_000 }, () => endless.next().value);
    expect(moments).not.toContain(undefined);
  });
});
