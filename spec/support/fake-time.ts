import type { AthenaClient } from "@aws-sdk/client-athena";
import { onTestFinished, vi } from "vitest";
import type { CommandSender } from "../../lib/index.js";
import { nextTurn } from "./waiting.js";

/** Fake time for timers and both clocks. Sockets work as usual. */
export interface FakeTime {
  /** Advances time in small steps. After each step, waits for timers and requests to settle. */
  pass(milliseconds: number): Promise<void>;
  /** Advances time until the promise settles. */
  until<Value>(promise: Promise<Value>): Promise<Value>;
}

/** Wraps a client, with a function that returns whether a call is in flight. */
export function busyClient(client: AthenaClient): { readonly client: CommandSender; readonly isBusy: () => boolean } {
  let open = 0;
  const send: CommandSender["send"] = async (command, options) => {
    open += 1;
    try {
      return await client.send(command as never, options);
    } finally {
      open -= 1;
    }
  };
  return { client: { send }, isBusy: () => open > 0 };
}

/** Installs fake time. While `isBusy` returns true, time does not advance, so that sockets can work. */
export function fakeTime(isBusy: () => boolean = () => false, step = 5): FakeTime {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 3 || isBusy(); turns += 1) await nextTurn();
  };
  const pass = async (milliseconds: number): Promise<void> => {
    await settle();
    for (let passed = 0; passed < milliseconds; passed += step) {
      await vi.advanceTimersByTimeAsync(Math.min(step, milliseconds - passed));
      await settle();
    }
  };
  const until = async <Value>(promise: Promise<Value>): Promise<Value> => {
    const state = { isSettled: false };
    const settled = promise.finally(() => {
      state.isSettled = true;
    });
    settled.catch(() => undefined);
    await settle();
    while (!state.isSettled) await pass(step);
    return settled;
  };
  return { pass, until };
}
