import { once } from "node:events";
import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { LocalAthena } from "../../lib/testing/index.js";
import { executors } from "../support/executors.js";
import { recipeEnvironment } from "../support/recipe-environment.js";
import { startedAthena } from "../support/started-athena.js";
import { until } from "../support/waiting.js";

/** Serves the route and counts its finished requests. */
async function served(athena: LocalAthena): Promise<{ url: string; finished: () => number }> {
  for (const [name, value] of Object.entries(recipeEnvironment(athena))) vi.stubEnv(name, value);
  vi.resetModules();
  const { executorsRoute } = await import("../../examples/recipes/route.js");
  let finished = 0;
  const server = createServer((incoming, response) => {
    void executorsRoute(incoming, response).finally(() => (finished += 1));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, finished: () => finished };
}

const sessions = [{ SessionId: "session", executors: executors(1000) }];

describe("The route recipe", () => {
  it("streams every executor as a line", async () => {
    const { url } = await served(await startedAthena({ sessions }));
    const response = await fetch(`${url}/executors?session=session`);
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    const lines = (await response.text()).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(executors(1000));
  });

  it.each([
    ["the session is missing", "/executors", 400],
    ["the session is unknown", "/executors?session=other", 502],
  ])("answers with a status when %s", async (_name, path, status) => {
    const { url } = await served(await startedAthena({ sessions }));
    expect((await fetch(url + path)).status).toBe(status);
  });

  it("breaks the connection when the listing fails after the first line", async () => {
    const failure = { type: "error", status: 403, name: "AccessDeniedException" } as const;
    const { url } = await served(await startedAthena({ sessions, faults: [undefined, undefined, failure] }));
    const response = await fetch(`${url}/executors?session=session`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it("stops when the browser leaves while a call is in flight", async () => {
    const athena = await startedAthena({ sessions, faults: [undefined, { type: "hang" }] });
    const { url, finished } = await served(athena);
    const call = request(`${url}/executors?session=session`).end();
    const [response] = (await once(call, "response")) as [IncomingMessage];
    response.destroy();
    await until(() => finished() === 1);
    expect(athena.requests.length).toBeLessThanOrEqual(2);
  });
});
