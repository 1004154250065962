// Compares this package with other ways to list executors: `npm run bench -- [--only cpu,wall] [--quick] [--chart]`.
import { parseArgs } from "node:util";
import type { BenchCase } from "./bench-case.js";
import { cases } from "./cases/cases.js";
import { writeCharts } from "./chart/write-charts.js";
import { endProgress, progressOf } from "./progress.js";
import { environment } from "./report/environment.js";
import { reportText, targetText } from "./report/report-text.js";
import { type CaseResult, type Results, rowsWithSpread } from "./report/results.js";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    chart: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
  },
});

const started = performance.now();
const chosen = chosenCases(values.only);
const results: CaseResult[] = [];
for (const one of chosen) await runReported(one);
const seconds = Math.round((performance.now() - started) / 1000);
report({ environment: environment(), seconds, cases: results });

function chosenCases(only: string | undefined): readonly BenchCase[] {
  if (only === undefined) return cases;
  return only.split(",").map((name) => {
    const found = cases.find((one) => one.name === name);
    if (found === undefined) throw new Error(`Expected --only to name ${cases.map((one) => one.name).join(", ")}`);
    return found;
  });
}

async function runReported(one: BenchCase): Promise<void> {
  const result = await runCase(one);
  results.push(result);
  console.log(reportText(result));
}

async function runCase({ name, title, run }: BenchCase): Promise<CaseResult> {
  const measured = await run({ progress: progressOf(name), isQuick: values.quick });
  endProgress();
  if ("skipped" in measured) return { name, title, columns: [], rows: [], targets: [], skipped: measured.skipped };
  return { name, title, ...measured, rows: rowsWithSpread(measured.rows) };
}

function report(all: Results): void {
  const missed = all.cases.flatMap(({ targets }) => targets.filter(({ isMet }) => !isMet));
  console.log(`${Object.values(all.environment).join(", ")}; ${all.seconds} s`);
  if (values.chart) writeCharts(all);
  for (const target of missed) console.error(targetText(target).trim());
  if (missed.length > 0) process.exitCode = 1;
}
