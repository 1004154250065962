import { mkdirSync, writeFileSync } from "node:fs";
import { BarChart } from "echarts/charts";
import { GridComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Results } from "../report/results.js";
import { chartHeight, chartOption, WIDTH } from "./chart-options.js";
import { type Panel, panelsOf } from "./panels.js";
import { type Theme, themes } from "./theme.js";

const FOLDER = "bench/results";

use([BarChart, GridComponent, TitleComponent, SVGRenderer]);

/** Draws the results once for each theme, into `bench/results`. */
export function writeCharts(results: Results): void {
  mkdirSync(FOLDER, { recursive: true });
  const panels = panelsOf(results);
  for (const theme of themes) writeFileSync(`${FOLDER}/${theme.name}.svg`, `${svgOf(panels, theme)}\n`);
}

function svgOf(panels: readonly Panel[], theme: Theme): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: chartHeight(panels) });
  chart.setOption(chartOption(panels, theme));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
