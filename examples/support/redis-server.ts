import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";

const EXECUTABLE = "redis-server";
const LONGEST_START = 10_000; // ms

/** A private redis-server on the loopback interface. It stores nothing on disk. */
export interface RedisServer {
  readonly url: string;
  /** Stops the server, and resolves when it has exited. */
  stop(): Promise<void>;
}

/** Returns whether redis-server is installed. */
export function hasRedisServer(): boolean {
  return spawnSync(EXECUTABLE, ["--version"], { stdio: "ignore" }).status === 0;
}

/** Starts a redis-server on a free port. It is killed when this process exits. */
export async function startRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server = spawn(EXECUTABLE, options, { stdio: "ignore" });
  const exit = once(server, "exit");
  const kill = (): void => void server.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    kill();
    await exit;
  };
  const end = performance.now() + LONGEST_START;
  while (!(await answers(port))) {
    if (server.exitCode === null && performance.now() < end) continue;
    await stop();
    throw new Error(`${EXECUTABLE} did not start.`);
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
