import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const LONGEST_START = 10_000; // ms

/** A real Redis of our own, on a free port of the loopback interface, that keeps no data on disk. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Kills it: what is in it is lost, connections break. */
  kill(): Promise<void>;
  /** Starts it again after a kill, empty, on the same port. */
  restart(): Promise<void>;
  /** Has it hang: connections stay open, and nothing is answered. */
  pause(): void;
  resume(): void;
}

/** The servers that specs start: all take the options and the configuration of `redis-server`. */
export type RedisExecutable = "redis-server" | "redis-sentinel" | "valkey-server";

/** Whether there is such a server to start. */
export function hasRedisServer(executable: RedisExecutable = "redis-server"): boolean {
  return spawnSync(executable, ["--version"], { stdio: "ignore" }).status === 0;
}

/** What to start instead of a plain `redis-server`. */
export interface RedisServerOptions {
  readonly executable?: RedisExecutable;
  /** Lines of its configuration file, which a sentinel and a node of a cluster need. */
  readonly configuration?: readonly string[];
}

export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  let server = await launch(port, folder, options);
  return {
    port,
    url: `redis://127.0.0.1:${String(port)}`,
    kill: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill("SIGKILL");
      await once(server, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
    restart: async () => {
      server = await launch(port, folder, options);
    },
    pause: () => server.kill("SIGSTOP"),
    resume: () => server.kill("SIGCONT"),
  };
}

async function launch(
  port: number,
  folder: string,
  { executable = "redis-server", configuration = [] }: RedisServerOptions,
): Promise<ChildProcess> {
  const plain = [`port ${String(port)}`, "bind 127.0.0.1", `dir "${folder}"`];
  const stored = executable === "redis-sentinel" ? [] : ['save ""', "appendonly no"];
  const file = join(folder, "server.conf");
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, [...plain, ...stored, ...configuration, ""].join("\n"));
  const server = spawn(executable, [file], { stdio: "ignore" });
  const end = performance.now() + LONGEST_START;
  while (!(await answers(port, server))) {
    if (server.exitCode !== null || performance.now() > end) throw new Error(`${executable} did not start`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return server;
}

/** Asks as a client does, and whether it is this one: another process may have taken the port before it. */
function answers(port: number, { pid }: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("INFO server\r\n"));
    socket.once("data", (data) => {
      resolve(data.includes(`\nprocess_id:${String(pid)}\r`));
      socket.destroy();
    });
    for (const event of ["error", "close"]) {
      socket.once(event, () => {
        resolve(false);
      });
    }
  });
}

/** Below the ports that systems give away, so that nobody gets it while the server is down. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 30_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => {
      resolve(false);
    });
    server.listen(port, "127.0.0.1", () =>
      server.close(() => {
        resolve(true);
      }),
    );
  });
}
