import type { AthenaClient } from "@aws-sdk/client-athena";
import { onTestFinished, vi } from "vitest";
import type { CommandSender } from "../../lib/index.js";
import { nextTurn } from "./waiting.js";

/** Time that passes only when it is told to, for timers and both clocks. Sockets work as usual. */
export interface FakeTime {
  /** Lets time pass in steps of a millisecond at least, with everything that comes of it: pending requests too. */
  pass(milliseconds: number): Promise<void>;
  /** Lets time pass until the promise settles. */
  until<Value>(promise: Promise<Value>): Promise<Value>;
}

/** A client that tells whether a call of it is open. */
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

/** `isBusy` says whether a socket is still at work, during which time stands still. */
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
