import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";

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
  while (!(await answers(port))) {
    if (server.exitCode !== null || performance.now() > end) throw new Error(`${EXECUTABLE} did not start`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return server;
}

/** Asks as a client does: one that is still loading accepts connections, too. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("PING\r\n"));
    socket.once("data", (data) => {
      resolve(data.toString().startsWith("+PONG"));
      socket.destroy();
    });
    socket.once("error", () => {
      resolve(false);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
