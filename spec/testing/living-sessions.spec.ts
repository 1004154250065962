import {
  GetSessionCommand,
  GetSessionStatusCommand,
  ListCalculationExecutionsCommand,
  ListExecutorsCommand,
  ListSessionsCommand,
  type ExecutorsSummary,
  type ExecutorState,
} from "@aws-sdk/client-athena";
import { describe, expect, it, vi } from "vitest";

import { startLocalAthena, type LocalAthenaOptions, type LocalLife } from "../../lib/testing/index.js";
import { ids } from "../support/executors.js";
import { fakeTime } from "../support/fake-time.js";
import { clientOf, startedAthena } from "../support/started-athena.js";
import {
  beginning,
  executorsOf,
  SessionId,
  watch,
  watchedLife,
  type Sight,
  type WatchedLife,
} from "../support/watched-life.js";

const minute = 60_000;
/** Longer than any story of one calculation, in ms. */
const wholeLife = 5 * minute;
const states: readonly ExecutorState[] = ["CREATING", "CREATED", "REGISTERED", "TERMINATING", "TERMINATED", "FAILED"];

function hasEnded({ ExecutorState }: ExecutorsSummary): boolean {
  return ExecutorState === "TERMINATED" || ExecutorState === "FAILED";
}

/** Returns the states of a session at regular intervals. */
async function statesOf({ client, goTo }: WatchedLife, until: number, step: number): Promise<string> {
  const names: (string | undefined)[] = [];
  for (let time = 0; time <= until; time += step) {
    goTo(time);
    names.push((await client.send(new GetSessionStatusCommand({ SessionId }))).Status?.State);
  }
  return names.filter((state, index) => state !== names[index - 1]).join(" ");
}

describe("A living session", () => {
  it("A living session begins with a CREATING coordinator", async () => {
    const { executors, status } = await (await watchedLife({ seed: 1 })).at(0);
    const StartDateTime = new Date(beginning);
    expect(executors).toEqual([
      {
        ExecutorId: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/) as string,
        ExecutorType: "COORDINATOR",
        ExecutorState: "CREATING",
        ExecutorSize: 1,
      },
    ]);
    expect(status).toEqual({ State: "CREATING", StartDateTime, LastModifiedDateTime: StartDateTime });
  });

  it("A living session changes only when its clock advances", async () => {
    const life = await watchedLife({ seed: 1 });
    const sight = await life.at(minute);
    expect(await life.at(minute)).toEqual(sight);
    expect(await life.at(minute + 30_000)).not.toEqual({ ...sight, now: beginning + minute + 30_000 });
  });

  it("Setting the clock back undoes nothing", async () => {
    const life = await watchedLife({ seed: 1 });
    const { executors } = await life.at(minute);
    expect((await life.at(0)).executors).toEqual(executors);
  });

  it("A living session runs its calculations and then terminates", async () => {
    const life = await watchedLife({ seed: 1, calculations: 2 });
    const all = "CREATING CREATED IDLE BUSY IDLE BUSY IDLE TERMINATING TERMINATED";
    expect(await statesOf(life, 2 * wholeLife, 3000)).toBe(all);
    const { status, executors, calculations } = await life.at(2 * wholeLife);
    expect(status.StateChangeReason).toBe("The session was terminated.");
    expect(executors.every(hasEnded)).toBe(true);
    expect(calculations.map(({ Description }) => Description)).toEqual(["calculation 2", "calculation 1"]);
  });

  it("A session whose coordinator fails ends as FAILED", async () => {
    const life = await watchedLife({ seed: 1, calculations: 1, end: "FAILED" });
    expect(await statesOf(life, 2 * minute, 900)).toBe("CREATING CREATED IDLE BUSY DEGRADED FAILED");
    const { status, executors, calculations } = await life.at(2 * minute);
    expect(status.StateChangeReason).toBe("The coordinator has failed.");
    expect(executors.at(-1)).toMatchObject({ ExecutorType: "COORDINATOR", ExecutorState: "FAILED" });
    expect(executors.every(hasEnded)).toBe(true);
    expect(calculations.map(({ Status }) => Status?.State)).toEqual(["FAILED"]);
  });

  it("Every ended worker of a failed session has a start time", async () => {
    const lives = Array.from({ length: 12 }, (_, seed) =>
      watchedLife({ seed, calculations: 1, end: "FAILED", workers: 60 }),
    );
    const ends = await Promise.all(lives.map(async (life) => (await life).at(wholeLife)));
    const executors = ends.flatMap((sight) => sight.executors);
    expect(executors.every(({ StartDateTime }) => StartDateTime !== undefined)).toBe(true);
  });

  it("Workers and MaxConcurrentDpus follow the option `workers`", async () => {
    const life = await watchedLife({ seed: 1, workers: 3, calculations: 2, failureRate: 0.5 });
    for (const { executors } of await watch(life, wholeLife, 5000)) {
      const live = executors.filter((executor) => !hasEnded(executor) && executor.ExecutorType === "WORKER");
      expect(live.length).toBeLessThanOrEqual(3);
    }
    expect(await life.client.send(new GetSessionCommand({ SessionId }))).toMatchObject({
      EngineConfiguration: { MaxConcurrentDpus: 5 },
    });
  });

  it('timeUnit: "seconds" gives executor times in seconds', async () => {
    const [seconds, milliseconds] = await Promise.all([
      (await watchedLife({ seed: 1, timeUnit: "seconds" })).at(wholeLife),
      (await watchedLife({ seed: 1 })).at(wholeLife),
    ]);
    const inSeconds = (time = NaN): number => Math.floor(time / 1000);
    expect(seconds.executors.length).toBeGreaterThan(2);
    expect(seconds.executors.map(({ StartDateTime }) => StartDateTime)).toEqual(
      milliseconds.executors.map(({ StartDateTime }) => inSeconds(StartDateTime)),
    );
    expect(seconds.status).toEqual(milliseconds.status);
  });

  it("Executor times are integers, also with a fractional clock", async () => {
    let now = 0.75;
    const athena = await startedAthena({ sessions: [{ SessionId, life: { seed: 1 } }], now: () => now });
    now += wholeLife;
    const executors = await executorsOf(clientOf(athena));
    expect(executors.length).toBeGreaterThan(2);
    expect(executors.every(({ StartDateTime = 0 }) => Number.isInteger(StartDateTime))).toBe(true);
  });

  it("A living session can be changed and continues its story", async () => {
    let now = beginning;
    const athena = await startedAthena({ sessions: [{ SessionId, life: { seed: 1 } }], now: () => now });
    const client = clientOf(athena);
    now += minute;
    athena.change(SessionId, { joined: [{ ExecutorId: "mine", ExecutorState: "CREATING" }], State: "DEGRADED" });
    expect(ids(await executorsOf(client))[0]).toBe("mine");
    expect((await executorsOf(client)).length).toBeGreaterThan(2);
    expect(await client.send(new GetSessionStatusCommand({ SessionId }))).toMatchObject({
      Status: { State: "DEGRADED", LastModifiedDateTime: new Date(now) },
    });
    now += 60 * minute;
    expect(await executorsOf(client, "CREATING")).toEqual([{ ExecutorId: "mine", ExecutorState: "CREATING" }]);
    expect((await client.send(new GetSessionStatusCommand({ SessionId }))).Status?.State).toBe("TERMINATED");
  });

  it("Executors that join between two pages cause duplicates", async () => {
    const life = await watchedLife({ seed: 1 });
    const { executors } = await life.at(20_000);
    const first = await life.client.send(new ListExecutorsCommand({ SessionId, MaxResults: 2 }));
    life.goTo(minute);
    const { NextToken } = first;
    const second = await life.client.send(new ListExecutorsCommand({ SessionId, MaxResults: 100, NextToken }));
    expect(ids(second.ExecutorsSummary ?? [])).toEqual(expect.arrayContaining(ids(executors) as string[]));
  });

  it("A living session follows the fake Date of a test runner", async () => {
    const athena = await startedAthena({ sessions: [{ SessionId, life: { seed: 1, calculations: 1 } }] });
    const client = clientOf(athena);
    fakeTime();
    const begun = await executorsOf(client);
    vi.setSystemTime(Date.now() + wholeLife);
    expect(begun).toHaveLength(1);
    expect((await client.send(new GetSessionStatusCommand({ SessionId }))).Status?.State).toBe("TERMINATED");
  });
});

describe("The seed of a living session", () => {
  const told = async (life: LocalLife): Promise<readonly Sight[]> => watch(await watchedLife(life), wholeLife, 20_000);

  it("Equal seeds give equal stories", async () => {
    expect(await told({ seed: 7 })).toEqual(await told({ seed: 7 }));
    expect(await told({ seed: "7" })).toEqual(await told({ seed: 7 }));
  });

  it("The number of requests does not change the story", async () => {
    const often = await watchedLife({ seed: 7 });
    await watch(often, wholeLife, 3000);
    expect(await often.at(wholeLife)).toEqual(await (await watchedLife({ seed: 7 })).at(wholeLife));
  });

  it("Different seeds give different stories", async () => {
    const states = async (seed: number): Promise<readonly unknown[]> =>
      (await told({ seed })).map(({ executors }) => executors.map(({ ExecutorState }) => ExecutorState));
    expect(await states(7)).not.toEqual(await states(8));
  });

  it("Sessions with equal seeds have different executor ids", async () => {
    const sessions = ["a", "b"].map((name) => ({ SessionId: name, life: { seed: 7, speed: 1e6 } }));
    const client = clientOf(await startedAthena({ sessions, now: () => 0 }));
    const [a, b] = await Promise.all(
      sessions.map((session) => client.send(new ListExecutorsCommand({ SessionId: session.SessionId }))),
    );
    expect(a?.ExecutorsSummary).toHaveLength(1);
    expect(ids(a?.ExecutorsSummary ?? [])).not.toEqual(ids(b?.ExecutorsSummary ?? []));
  });
});

describe("The speed of a living session", () => {
  it("A higher speed gives the same story in less time", async () => {
    const slow = await (await watchedLife({ seed: 7 })).at(100_000);
    const fast = await (await watchedLife({ seed: 7, speed: 100 })).at(1000);
    const states = ({ executors }: Sight): readonly unknown[] =>
      executors.map(({ ExecutorId, ExecutorState }) => [ExecutorId, ExecutorState]);
    expect(states(fast)).toEqual(states(slow));
    const sinceBeginning = (time = NaN): number => time - beginning;
    expect(fast.executors.map(({ StartDateTime }) => sinceBeginning(StartDateTime))).toEqual(
      slow.executors.map(({ StartDateTime }) => Math.ceil(sinceBeginning(StartDateTime) / 100)),
    );
  });

  it("A whole life can pass between two requests", async () => {
    const life = await watchedLife({ seed: 7, speed: 1e9 });
    expect((await life.at(0)).status.State).toBe("CREATING");
    expect((await life.at(1)).status.State).toBe("TERMINATED");
  });
});

describe("The start of a living session", () => {
  it("A start in the past skips the elapsed part of the story", async () => {
    const past = await watchedLife({ seed: 7 }, { StartDateTime: new Date(beginning - minute) });
    const { executors } = await (await watchedLife({ seed: 7 })).at(minute);
    expect(ids((await past.at(0)).executors)).toEqual(ids(executors));
  });

  it("A session is not found before its start", async () => {
    const StartDateTime = new Date(beginning + 1000);
    const { client, goTo } = await watchedLife({ seed: 7 }, { StartDateTime, WorkGroup: "spark" });
    const listed = async (): Promise<unknown> =>
      (await client.send(new ListSessionsCommand({ WorkGroup: "spark" }))).Sessions?.map(({ Status }) => Status?.State);
    goTo(999);
    expect(await listed()).toEqual([]);
    await expect(executorsOf(client)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    goTo(1000);
    expect(await listed()).toEqual(["CREATING"]);
    expect(await executorsOf(client)).toHaveLength(1);
  });
});

describe("At every moment of a living session", () => {
  it.each<LocalLife>([
    { seed: 1 },
    { seed: 2, failureRate: 1, workers: 30 },
    { seed: 3, end: "FAILED" },
    { seed: 4, timeUnit: "seconds", speed: 3 },
    { seed: 5, workers: 0 },
    { seed: 6, calculations: 0 },
    { seed: 7, calculations: 0, end: "FAILED" },
    { seed: 8, calculations: Infinity, failureRate: 0.3 },
  ])("All answers agree, and no state goes back: %j", async (life) => {
    const watched = await watchedLife({ calculations: 2, ...life }, { WorkGroup: "spark" });
    let before: Sight | undefined;
    for (let time = 0; time <= 7 * minute; time += 5678) {
      const sight = await watched.at(time);
      expectOrder(sight, life.timeUnit === "seconds" ? 1000 : 1);
      expectStatus(sight);
      expectCalculations(sight);
      if (before !== undefined) expectProgress(before, sight);
      before = sight;
    }
    expect(before?.executors.length).toBeGreaterThan(1);
  });

  it("Every operation returns the same state", async () => {
    const { client, goTo } = await watchedLife({ seed: 1, calculations: 1 }, { WorkGroup: "spark" });
    for (let time = 0; time <= wholeLife; time += 10_000) {
      goTo(time);
      const { Status } = await client.send(new GetSessionStatusCommand({ SessionId }));
      expect((await client.send(new GetSessionCommand({ SessionId }))).Status).toEqual(Status);
      const listing = new ListSessionsCommand({ WorkGroup: "spark", StateFilter: Status?.State });
      expect((await client.send(listing)).Sessions?.map((session) => session.Status)).toEqual([Status]);
      const executors = await executorsOf(client);
      for (const state of states) {
        const inState = executors.filter(({ ExecutorState }) => ExecutorState === state);
        expect(await executorsOf(client, state)).toEqual(inState);
      }
      const running = new ListCalculationExecutionsCommand({ SessionId, StateFilter: "RUNNING" });
      if ((await client.send(running)).Calculations?.length === 1) expect(Status?.State).toBe("BUSY");
    }
  });

  /** Expects executors newest first, with times that match their states. */
  function expectOrder({ executors, now }: Sight, unit: number): void {
    const starts = executors.map(({ StartDateTime = Infinity }) => StartDateTime);
    expect(starts).toEqual([...starts].sort((one, other) => (one === other ? 0 : other - one)));
    expect(new Set(ids(executors)).size).toBe(executors.length);
    for (const executor of executors) {
      const { ExecutorState, StartDateTime, TerminationDateTime } = executor;
      expect(StartDateTime === undefined).toBe(ExecutorState === "CREATING");
      expect(TerminationDateTime !== undefined).toBe(hasEnded(executor));
      expect(StartDateTime ?? beginning / unit).toBeGreaterThanOrEqual(beginning / unit);
      expect(TerminationDateTime ?? Infinity).toBeGreaterThanOrEqual(StartDateTime ?? Infinity);
      expect(TerminationDateTime ?? StartDateTime ?? 0).toBeLessThanOrEqual(now / unit);
    }
  }

  function expectStatus({ status, executors, now }: Sight): void {
    const { State, LastModifiedDateTime, IdleSinceDateTime, EndDateTime } = status;
    const isOver = State === "TERMINATED" || State === "FAILED";
    expect(LastModifiedDateTime?.getTime()).toBeLessThanOrEqual(now);
    expect(IdleSinceDateTime).toEqual(State === "IDLE" ? LastModifiedDateTime : undefined);
    expect(EndDateTime).toEqual(isOver ? LastModifiedDateTime : undefined);
    expect(executors.every(hasEnded)).toBe(isOver);
  }

  function expectCalculations({ calculations, status, now }: Sight): void {
    const isOpen = calculations.map(({ Status }) => Status?.State === "QUEUED" || Status?.State === "RUNNING");
    expect(isOpen.filter(Boolean)).toHaveLength(status.State === "BUSY" ? 1 : 0);
    expect(isOpen.lastIndexOf(true)).toBeLessThan(1);
    for (const [index, { Status = {} }] of calculations.entries()) {
      expect(Status.CompletionDateTime === undefined).toBe(isOpen[index]);
      expect(Status.SubmissionDateTime?.getTime()).toBeLessThanOrEqual(Status.CompletionDateTime?.getTime() ?? now);
      expect(Status.StateChangeReason !== undefined).toBe(Status.State === "FAILED");
    }
  }

  /** Expects that executors keep their order and that states and times never go back. */
  function expectProgress(before: Sight, after: Sight): void {
    expect(ids(after.executors).slice(after.executors.length - before.executors.length)).toEqual(ids(before.executors));
    const now = new Map(after.executors.map((executor) => [executor.ExecutorId, executor]));
    for (const then of before.executors) {
      const executor = now.get(then.ExecutorId);
      const { ExecutorState: state = "CREATING" } = executor ?? {};
      expect(states.indexOf(state)).toBeGreaterThanOrEqual(states.indexOf(then.ExecutorState ?? "CREATING"));
      if (hasEnded(then)) expect(executor).toEqual(then);
      expect(executor?.StartDateTime).toBe(then.StartDateTime ?? executor?.StartDateTime);
    }
  }
});

describe("startLocalAthena refuses", () => {
  const living = (part: object): object => ({ sessions: [{ SessionId, ...part }] });
  const life = (part: object): object => living({ life: { seed: 1, ...part } });
  const name = "`sessions[0].life";

  it.each<[object, string]>([
    [living({ life: null }), `${name}\` to be an object, got \`null\` (null)`],
    [living({ life: {} }), `${name}.seed\` to be a finite number or a string, got \`undefined\` (undefined)`],
    [life({ seed: NaN }), `${name}.seed\` to be a finite number or a string, got \`NaN\` (number)`],
    [life({ seed: {} }), `${name}.seed\` to be a finite number or a string, got \`[object Object]\` (object)`],
    [life({ speed: 0 }), `${name}.speed\` to be a positive finite number, got \`0\` (number)`],
    [life({ speed: Infinity }), `${name}.speed\` to be a positive finite number, got \`Infinity\` (number)`],
    [life({ calculations: -1 }), `${name}.calculations\` to be an integer >= 0 or Infinity, got \`-1\` (number)`],
    [life({ calculations: 0.5 }), `${name}.calculations\` to be an integer >= 0 or Infinity, got \`0.5\` (number)`],
    [life({ workers: -1 }), `${name}.workers\` to be an integer from 0 to 4998, got \`-1\` (number)`],
    [life({ workers: 4999 }), `${name}.workers\` to be an integer from 0 to 4998, got \`4999\` (number)`],
    [life({ workers: Infinity }), `${name}.workers\` to be an integer from 0 to 4998, got \`Infinity\` (number)`],
    [life({ failureRate: 1.1 }), `${name}.failureRate\` to be a number from 0 to 1, got \`1.1\` (number)`],
    [life({ failureRate: -0.1 }), `${name}.failureRate\` to be a number from 0 to 1, got \`-0.1\` (number)`],
    [life({ failureRate: "1" }), `${name}.failureRate\` to be a number from 0 to 1, got \`1\` (string)`],
    [life({ end: "IDLE" }), `${name}.end\` to be one of TERMINATED, FAILED, got \`IDLE\` (string)`],
    [life({ timeUnit: "s" }), `${name}.timeUnit\` to be one of milliseconds, seconds, got \`s\` (string)`],
    [
      living({ life: { seed: 1 }, executors: [] }),
      "`sessions[0].executors` to be absent beside `life`, got `[]` (array)",
    ],
    [
      living({ life: { seed: 1 }, State: "IDLE" }),
      "`sessions[0].State` to be absent beside `life`, got `IDLE` (string)",
    ],
    [
      living({ life: { seed: 1 }, beforePage: [] }),
      "`sessions[0].beforePage` to be absent beside `life`, got `[]` (array)",
    ],
    [
      { sessions: [{ SessionId, executors: [], beforePage: [{ StateChangeReason: 1 }] }] },
      "`sessions[0].beforePage[0].StateChangeReason` to be a string of 1 to 1024 characters, got `1` (number)",
    ],
    [{ now: 1 }, "`now` to be a function, got `1` (number)"],
  ])("%j", async (options, sentence) => {
    await expect(startLocalAthena(options as LocalAthenaOptions)).rejects.toThrow(
      new TypeError(`Expected ${sentence}`),
    );
  });
});
