import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { connect, createServer } from "node:net";

const EXECUTABLE = "redis-server";
const LONGEST_START = 10_000; // ms

/** A real Redis of our own, on a free port of the loopback interface, that keeps nothing on disk. */
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

/** Whether there is a `redis-server` to start. */
export function hasRedisServer(): boolean {
  return spawnSync(EXECUTABLE, ["--version"], { stdio: "ignore" }).status === 0;
}

export async function startRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  let server = await launch(port);
  return {
    port,
    url: `redis://127.0.0.1:${String(port)}`,
    kill: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill("SIGKILL");
      await once(server, "exit");
    },
    restart: async () => {
      server = await launch(port);
    },
    pause: () => server.kill("SIGSTOP"),
    resume: () => server.kill("SIGCONT"),
  };
}

async function launch(port: number): Promise<ChildProcess> {
  const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server = spawn(EXECUTABLE, options, { stdio: "ignore" });
  const end = performance.now() + LONGEST_START;
  while (!(await answers(port, server))) {
    if (server.exitCode !== null || performance.now() > end) throw new Error(`${EXECUTABLE} did not start`);
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

/** Below those that systems give to whoever asks for any: nobody is given it while its server is down. */
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
