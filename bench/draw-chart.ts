// Draws the chart of the last `npm run bench -- --chart` again: for changes of how it looks.
import { readFileSync } from "node:fs";
import { RESULTS_FILE, writeCharts } from "./chart/write-charts.js";
import type { Results } from "./report/results.js";

writeCharts(JSON.parse(readFileSync(RESULTS_FILE, "utf8")) as Results);
