import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { text } from "node:stream/consumers";

import { ListExecutorsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it, vi } from "vitest";

import { startLocalAthena, type LocalAthena } from "../../lib/testing/index.js";
import { activeTimers } from "../support/active-timers.js";
import { clientOf, rawRequest, startedAthena } from "../support/started-athena.js";
import { until } from "../support/waiting.js";

const SessionId = "s";
const sessions = [{ SessionId, executors: [] }];
const body = JSON.stringify({ SessionId });

/** Measures an asynchronous action, in ms. */
async function duration(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

async function connected({ url }: LocalAthena): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return socket;
}

/** Returns whether a server listens on a port of an address. */
async function answers(address: string, { url }: LocalAthena): Promise<boolean> {
  const socket = connect({ host: address, port: Number(new URL(url).port), timeout: 1000 });
  const answered = await new Promise<boolean>((resolve) => {
    socket.once("connect", () => {
      resolve(true);
    });
    for (const event of ["error", "timeout"]) {
      socket.once(event, () => {
        resolve(false);
      });
    }
  });
  socket.destroy();
  return answered;
}

async function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once("close", () => {
      resolve();
    });
  });
}

/** Sends a request and disconnects when it has arrived. */
async function leave(athena: LocalAthena): Promise<void> {
  const leaving = new AbortController();
  const left = fetch(athena.url, { method: "POST", body, signal: leaving.signal });
  const rejected = expect(left).rejects.toMatchObject({ name: "AbortError" });
  await until(() => athena.requests.length === 1);
  leaving.abort();
  await rejected;
}

describe("The embedded endpoint", () => {
  it("The endpoint listens only on the loopback interface", async () => {
    const athena = await startedAthena();
    const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address));
    // A server on all interfaces would also be found at this address, if the machine has it.
    const others = ["127.0.0.2", ...addresses.filter((address) => address !== "127.0.0.1")];
    expect(await answers("127.0.0.1", athena)).toBe(true);
    for (const other of others) expect(await answers(other, athena), other).toBe(false);
  });

  it("Each endpoint has its own port", async () => {
    const [one, other] = [await startedAthena(), await startedAthena()];
    expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(other.url).not.toBe(one.url);
  });

  it("A closed endpoint refuses connections", async () => {
    const athena = await startLocalAthena();
    const closing = athena.close();
    expect(athena.close()).toBe(closing);
    await expect(closing).resolves.toBeUndefined();
    await expect(athena.close()).resolves.toBeUndefined();
    await expect(fetch(athena.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  });

  it("Leaving the scope of `await using` closes the endpoint", async () => {
    const athena = await startLocalAthena();
    await athena[Symbol.asyncDispose]();
    await expect(fetch(athena.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  });

  it("Closing ends idle, silent, half-sent and hanging connections", async () => {
    const athena = await startLocalAthena({ sessions, faults: [undefined, { type: "hang" }] });
    const client = clientOf(athena);
    await client.send(new ListExecutorsCommand({ SessionId }));
    const hanging = client.send(new ListExecutorsCommand({ SessionId }));
    const silent = await connected(athena);
    const halfSent = await connected(athena);
    halfSent.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{");
    await until(() => athena.requests.length === 2);
    const ended = Promise.all([closing(silent), closing(halfSent)]);
    const [time] = await Promise.all([
      duration(() => athena.close()),
      expect(hanging).rejects.toMatchObject({ code: "ECONNRESET" }),
      ended,
    ]);
    expect(time).toBeLessThan(20_000);
    expect(athena.requests).toHaveLength(2);
  });

  it("The endpoint survives clients that disconnect early", async () => {
    const athena = await startedAthena({ sessions, faults: [{ type: "hang" }] });
    const halfSent = await connected(athena);
    halfSent.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{");
    halfSent.resetAndDestroy();
    await leave(athena);
    expect((await rawRequest(athena, "GetSession", body)).status).toBe(200);
    expect(athena.requests.map(({ number, status }) => [number, status])).toEqual([
      [1, undefined],
      [2, 200],
    ]);
  });

  it("A disconnected client leaves no timer behind", async () => {
    const athena = await startedAthena({ sessions, latency: 60_000 });
    await until(() => activeTimers() === 0);
    await leave(athena);
    await until(() => activeTimers() === 0);
    expect(athena.requests).toMatchObject([{ number: 1, status: undefined }]);
  });

  it("A closed endpoint lets the process exit", async () => {
    const program = `
      import { startLocalAthena } from "./lib/testing/index.ts";
      const athena = await startLocalAthena({ latency: 60_000, faults: [{ type: "hang" }] });
      const requests = [1, 2].map(() => fetch(athena.url).catch(() => "ended"));
      while (athena.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
      await athena.close();
      console.log(await Promise.all(requests));
    `;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program]);
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    expect({ code: child.exitCode, output, errors }).toEqual({
      code: 0,
      output: "[ 'ended', 'ended' ]\n",
      errors: "",
    });
  });
});

describe("The latency of the embedded endpoint", () => {
  it("Latency delays every answer, also errors and faults", async () => {
    const athena = await startedAthena({ sessions, latency: 40, faults: [undefined, { type: "throttle" }] });
    for (const operation of ["ListExecutors", "ListExecutors", "ListNothing"]) {
      // A timer of Node may fire up to one millisecond early.
      expect(await duration(() => rawRequest(athena, operation, body))).toBeGreaterThan(38);
    }
    expect(athena.requests.map(({ at, answeredAt = 0 }) => answeredAt - at > 38)).toEqual([true, true, true]);
  });

  it("Latency does not delay other requests", async () => {
    const athena = await startLocalAthena({ sessions, latency: 60_000 });
    const pending = [1, 2].map(() => expect(rawRequest(athena, "GetSession", body)).rejects.toThrow("fetch failed"));
    await until(() => athena.requests.length === 2);
    expect(athena.requests.map(({ status }) => status)).toEqual([undefined, undefined]);
    await Promise.all([athena.close(), ...pending]);
  });

  it("Latency can be longer than the longest timer", async () => {
    const warn = vi.spyOn(process, "emitWarning");
    const athena = await startedAthena({ latency: 2 ** 32 });
    await leave(athena);
    expect(warn).not.toHaveBeenCalled();
  });

  it("Latency does not delay closing", async () => {
    const athena = await startLocalAthena({ latency: 60_000 });
    const pending = rawRequest(athena, "GetSession", body);
    await until(() => athena.requests.length === 1);
    const [time] = await Promise.all([duration(() => athena.close()), expect(pending).rejects.toThrow("fetch failed")]);
    expect(time).toBeLessThan(20_000);
  });
});
