/** A Prometheus gauge of the DPUs in use by each workgroup. */
import { AthenaClient } from "@aws-sdk/client-athena";
import { executorUsage, listWorkGroupExecutors } from "athena-executors";
import { createServer, type Server } from "node:http";

const client = new AthenaClient({});

/** Serves the metrics of these workgroups. Each scrape reads them, so scrape once a minute rather than every second. */
export function gaugeServer(workGroups: readonly string[]): Server {
  return createServer((_request, response) => {
    const controller = new AbortController();
    // Prometheus stops waiting after its scrape timeout.
    response.on("close", () => {
      controller.abort();
    });
    metrics(workGroups, controller.signal).then(
      (text) => response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(text),
      // Without a value, an alert on missing data fires. A value without some executors would look valid.
      (error: unknown) => response.writeHead(503).end(`${String(error)}\n`),
    );
  });
}

async function metrics(workGroups: readonly string[], abortSignal: AbortSignal): Promise<string> {
  const lines = ["# HELP athena_dpus_in_use DPUs of live executors.", "# TYPE athena_dpus_in_use gauge"];
  for (const WorkGroup of workGroups) {
    const config = { client, abortSignal };
    const executors = await listWorkGroupExecutors(config, { WorkGroup, ExecutorStateFilter: "LIVE" }).toArray();
    lines.push(`athena_dpus_in_use{workgroup="${WorkGroup}"} ${executorUsage(executors).dpusInUse}`);
  }
  return `${lines.join("\n")}\n`;
}
