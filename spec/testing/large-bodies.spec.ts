import { once } from "node:events";
import { request, type ClientRequest } from "node:http";
import { connect, type Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ListExecutorsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it, onTestFinished } from "vitest";
import type { LocalAthena } from "../../lib/testing/index.js";
import { clientOf, rawRequest, startedAthena } from "../support/started-athena.js";
import { nextTurn, until } from "../support/waiting.js";

const MIB = 2 ** 20;
const message = "Expected a request body of at most 1048576 bytes. Send a smaller one";

interface Refusal {
  readonly status: number | undefined;
  readonly connection: string | undefined;
  readonly body: unknown;
}

/** Sends a request whose body is written by `write`, and resolves with the answer. */
function posted(athena: LocalAthena, headers: object, write: (sent: ClientRequest) => void): Promise<Refusal> {
  const target = { "x-amz-target": "AmazonAthena.ListExecutors", authorization: "x" };
  return new Promise((resolve, reject) => {
    const sent = request(athena.url, { method: "POST", headers: { ...target, ...headers } }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += String(chunk)));
      response.once("end", () => {
        const { statusCode: status, headers: received } = response;
        resolve({ status, connection: received.connection, body: JSON.parse(text) });
        sent.destroy();
      });
    });
    sent.once("error", reject);
    write(sent);
  });
}

/** Sends only the head of a request. Unlike Node's client, this one can continue to send after the answer. */
function openRequest(athena: LocalAthena, contentLength: number): Socket {
  const { hostname, port } = new URL(athena.url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => {
    socket.destroy();
  });
  const headers = ["Host: athena", "X-Amz-Target: AmazonAthena.ListExecutors", `Content-Length: ${contentLength}`];
  socket.resume();
  socket.write(`POST / HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`);
  return socket;
}

/** Returns the bytes in buffers after a garbage collection. */
async function usedMemory(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  await nextTurn();
  collect();
  return process.memoryUsage().arrayBuffers;
}

async function stillServes(athena: LocalAthena): Promise<void> {
  expect((await rawRequest(athena, "ListSessions", '{"WorkGroup":"primary"}')).status).toBe(200);
}

const refusal = {
  status: 413,
  connection: "close",
  body: { __type: "RequestEntityTooLargeException", Message: message },
};

describe("A request body above 1 MiB", () => {
  it("A Content-Length above 1 MiB is refused before the body is sent", async () => {
    const athena = await startedAthena();
    const answer = await posted(athena, { "content-length": MIB + 1 }, (sent) => {
      sent.flushHeaders();
    });
    expect(answer).toEqual(refusal);
    expect(athena.requests).toEqual([]);
    await stillServes(athena);
  });

  it("A chunked body is refused when it passes 1 MiB", async () => {
    const athena = await startedAthena();
    const answer = await posted(athena, {}, (sent) => {
      sent.write(Buffer.alloc(MIB, "x"));
      sent.write("x");
    });
    expect(answer).toEqual(refusal);
    expect(athena.requests).toEqual([]);
    await stillServes(athena);
  });

  it("A client that sends 48 MiB before it reads sees the answer", async () => {
    const athena = await startedAthena();
    const socket = openRequest(athena, 48 * MIB);
    socket.pause();
    for (let sent = 0; sent < 48; sent += 1) {
      await new Promise<unknown>((resolve) => socket.write(Buffer.alloc(MIB, "x"), resolve));
    }
    let answer = "";
    socket.on("data", (bytes: Buffer) => (answer += String(bytes)));
    socket.resume();
    await once(socket, "end");
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain(JSON.stringify(refusal.body));
    await stillServes(athena);
  });

  it("A refused body is not kept in memory", async () => {
    const athena = await startedAthena();
    const before = await usedMemory();
    const socket = openRequest(athena, 64 * MIB);
    for (let sent = 0; sent < 48; sent += 1) {
      await new Promise((resolve) => {
        socket.write(Buffer.alloc(MIB, "x"), resolve);
      });
    }
    await until(async () => {
      expect((await usedMemory()) - before).toBeLessThan(8 * MIB);
    });
    await stillServes(athena);
  });

  it("A client that never stops sending is disconnected", async () => {
    const athena = await startedAthena();
    const socket = openRequest(athena, 2 ** 40);
    const chunk = Buffer.alloc(MIB, "x");
    socket.on("error", () => undefined);
    for (let sent = 0; sent < 256 && !socket.destroyed; sent += 1) {
      await new Promise<unknown>((resolve) => socket.write(chunk, resolve));
    }
    expect(socket.destroyed).toBe(true);
    await stillServes(athena);
  });

  it("The real client reports the refusal", async () => {
    const client = clientOf(await startedAthena());
    await expect(client.send(new ListExecutorsCommand({ SessionId: "s".repeat(MIB) }))).rejects.toMatchObject({
      name: "RequestEntityTooLargeException",
      message,
      $metadata: { httpStatusCode: 413 },
    });
  });

  it("A body of exactly 1 MiB is read", async () => {
    const athena = await startedAthena();
    const start = '{"WorkGroup":"primary","Unknown":"';
    const body = `${start}${"x".repeat(MIB - start.length - 2)}"}`;
    expect(Buffer.byteLength(body)).toBe(MIB);
    expect((await rawRequest(athena, "ListSessions", body)).status).toBe(200);
  });
});
