import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const LONGEST_START = 10_000; // ms

/** A private Redis server on a free port of the loopback interface. It stores no data on disk. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Kills the server. Its data is lost and connections break. */
  kill(): Promise<void>;
  /** Starts the killed server again on the same port, without data. */
  restart(): Promise<void>;
  /** Suspends the server. Connections stay open, but it does not answer. */
  pause(): void;
  resume(): void;
}

/** The servers that specs can start. All of them accept the configuration of `redis-server`. */
export type RedisExecutable = "redis-server" | "redis-sentinel" | "valkey-server";

/** Returns whether a server is installed. */
export function hasRedisServer(executable: RedisExecutable = "redis-server"): boolean {
  return spawnSync(executable, ["--version"], { stdio: "ignore" }).status === 0;
}

/** Options of a server. Default: a plain `redis-server`. */
export interface RedisServerOptions {
  readonly executable?: RedisExecutable;
  /** Additional lines of the configuration file, for a sentinel or a cluster node. */
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

/** Returns whether this process answers on the port. Another process may have taken the port. */
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

/** Chooses a port below the ephemeral range, so that no other process gets it while the server is down. */
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
