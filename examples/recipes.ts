/** Runs all recipes of `recipes/`, or only the given ones, on an embedded endpoint. On AWS, import them. */
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalAthena } from "athena-executors/testing";
import { demoLivingSession, demoPollInterval } from "./support/demo-living-session.js";
import { demoSessionId } from "./support/demo-session.js";
import { demoWorkGroup, demoWorkGroupSessions, endedDemoSession } from "./support/demo-work-group.js";
import { plural } from "./support/plural.js";

// The alert comes first, because its session ends a few seconds after the start of the endpoint.
const recipes: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  alert,
  nightly,
  gauge,
  lambda,
  route,
  csv,
};
const help = `Runs recipes on an embedded endpoint. Accepted: ${Object.keys(recipes).join(", ")}; default: all.`;

const names = process.argv.slice(2);
const unknown = names.find((name) => recipes[name] === undefined);
if (unknown === "--help" || unknown === "-h") {
  console.log(help);
} else if (unknown !== undefined) {
  console.error(`Unknown recipe ${JSON.stringify(unknown)}. ${help}`);
  process.exitCode = 1;
} else {
  const sessions = [...demoWorkGroupSessions(), endedDemoSession(), demoLivingSession];
  await using athena = await startLocalAthena({ sessions, latency: 100 });
  // The recipes create their clients from the environment, as on AWS.
  delete process.env["AWS_PROFILE"];
  process.env["AWS_ENDPOINT_URL_ATHENA"] = athena.url;
  process.env["AWS_REGION"] = "us-east-1";
  process.env["AWS_ACCESS_KEY_ID"] = process.env["AWS_SECRET_ACCESS_KEY"] = "local";
  for (const [name, run] of Object.entries(recipes)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${name}`);
    const before = athena.requests.length;
    const folder = await mkdtemp(join(tmpdir(), "recipes-"));
    await run(folder).finally(() => rm(folder, { recursive: true }));
    console.log(`(${plural(athena.requests.length - before, "call")})`);
  }
}

async function nightly(folder: string): Promise<void> {
  const { storeExecutors } = await import("./recipes/nightly.js");
  for (const night of ["first", "second"]) {
    await storeExecutors([demoWorkGroup], folder);
    const [ended, live] = await Promise.all(["ended", "live"].map((name) => linesOf(join(folder, `${name}.ndjson`))));
    console.log(
      `after the ${night} night: ${plural(ended ?? 0, "ended session")}, ${plural(live ?? 0, "live session")}`,
    );
  }
}

async function alert(): Promise<void> {
  const { alertWithoutWorkers } = await import("./recipes/alert.js");
  // The demo session runs faster than real time, so half a second of patience is enough.
  const options = { patience: 500, pollInterval: demoPollInterval };
  await alertWithoutWorkers(demoLivingSession.SessionId, console.log, options);
}

async function gauge(): Promise<void> {
  const { gaugeServer } = await import("./recipes/gauge.js");
  await serve(gaugeServer([demoWorkGroup]), async (url) => {
    const response = await fetch(url);
    console.log((await response.text()).trimEnd());
  });
}

async function lambda(): Promise<void> {
  const { handler } = await import("./recipes/lambda.js");
  let invocations = 0;
  let progress: Awaited<ReturnType<typeof handler>> = { SessionId: demoSessionId };
  while (progress.isDone !== true) {
    // Each invocation gets more time than the one before, so that the loop ends on a slow machine too.
    const end = performance.now() + 5000 + 150 * (invocations += 1);
    progress = await handler(progress, { getRemainingTimeInMillis: () => Math.round(end - performance.now()) });
  }
  console.log(plural(invocations, "invocation"));
}

async function route(): Promise<void> {
  const { executorsRoute } = await import("./recipes/route.js");
  const server = createServer((request, response) => void executorsRoute(request, response));
  await serve(server, async (url) => {
    const response = await fetch(`${url}/executors?session=${demoSessionId}`);
    const chunks = response.body?.getReader();
    const { value } = (await chunks?.read()) as { value?: Uint8Array };
    console.log(`status ${response.status}, left after ${plural(value?.length ?? 0, "byte")}`);
    await chunks?.cancel();
  });
}

async function csv(folder: string): Promise<void> {
  const { writeCsv } = await import("./recipes/csv.js");
  const path = join(folder, "executors.csv");
  await writeCsv(demoSessionId, path);
  console.log((await readFile(path, "utf8")).split("\r\n").slice(0, 3).join("\n"));
}

/** Runs a server on a free port until `visit` has finished. */
async function serve(server: Server, visit: (url: string) => Promise<void>): Promise<void> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  try {
    await visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function linesOf(path: string): Promise<number> {
  return (await readFile(path, "utf8")).split("\n").length - 1;
}
