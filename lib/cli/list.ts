import type { Arguments } from "./arguments.js";
import { csvRecord, jsonArray, jsonLine, textLine } from "./records.js";
import { executorColumns, executorRecord, recordNames, summaryLine, type ListedExecutor } from "./executor-columns.js";
import type { Format } from "./flags.js";
import { withListing, type ListedPage } from "./listing.js";
import { print, printLines } from "./output.js";
import { tableLines } from "./table.js";
import { paintFor, widthOf } from "./terminal.js";

/** Lists executors: `athena-executors list`. */
export async function list(options: Arguments, signal: AbortSignal): Promise<void> {
  await withListing(options, signal, async (pages) => {
    if (options.format === "table") await printTable(await all(pages, options), options);
    else if (options.format === "json") await print(jsonArray((await all(pages, options)).map(executorRecord)));
    else await stream(pages, options);
  });
}

/** Reads to the end. The sessions of a workgroup come interleaved; here each is in one piece. */
async function all(pages: AsyncIterable<ListedPage>, options: Arguments): Promise<ListedExecutor[]> {
  const bySession = new Map<string, ListedExecutor[]>();
  for await (const page of pages) {
    const executors = bySession.get(page.sessionId) ?? [];
    for (const executor of listed(page, options)) executors.push(executor);
    bySession.set(page.sessionId, executors);
  }
  return [...bySession.values()].flat();
}

function listed({ sessionId, executors }: ListedPage, { target }: Arguments): ListedExecutor[] {
  const session = "workGroup" in target ? sessionId : undefined;
  return executors.map((executor) => ({ executor, sessionId: session }));
}

async function printTable(rows: readonly ListedExecutor[], { target, color }: Arguments): Promise<void> {
  const columns = executorColumns("workGroup" in target, new Date());
  const layout = { width: widthOf(process.stdout), paint: paintFor(process.stdout, color) };
  const summary = summaryLine(rows.map(({ executor }) => executor));
  await printLines(rows.length === 0 ? [summary] : [...tableLines(columns, rows, layout), "", summary]);
}

/** Prints executors as they come, a page at a time. */
async function stream(pages: AsyncIterable<ListedPage>, options: Arguments): Promise<void> {
  const names = recordNames("workGroup" in options.target);
  if (options.format === "csv") await print(csvRecord(names));
  for await (const page of pages) {
    const records = listed(page, options).map(executorRecord);
    const lines = records.map((record) =>
      line(
        options.format,
        record,
        names.map((name) => record[name]),
      ),
    );
    if (lines.length > 0) await print(lines.join(""));
  }
}

function line(format: Format, record: object, values: readonly (string | number | undefined)[]): string {
  if (format === "csv") return csvRecord(values);
  return format === "ndjson" ? jsonLine(record) : textLine(values);
}
