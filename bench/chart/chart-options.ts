import type { YAXisComponentOption } from "echarts";
import type { BarSeriesOption } from "echarts/charts";
import type { GridComponentOption, TitleComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import type { Bar, Panel } from "./panels.js";
import type { Theme } from "./theme.js";

/** The parts of ECharts that the chart uses. */
export type ChartOption = ComposeOption<BarSeriesOption | GridComponentOption | TitleComponentOption>;

export const WIDTH = 880;
const NAMES = 290;
const LABELS = 190;
const BAR = 26;
const TITLE = 34;
const GAP = 22;
const FONT = "-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";

interface Placed extends Panel {
  readonly top: number;
}

/** Stacks the panels. Each way has a bar, and the bars of this package are highlighted. */
export function chartOption(panels: readonly Panel[], theme: Theme): ChartOption {
  const placed = place(panels);
  return {
    animation: false,
    textStyle: { fontFamily: FONT, color: theme.text },
    title: placed.map(({ title, top }) => titleOf(title, top, theme)),
    grid: placed.map(({ top, bars }) => ({
      left: NAMES,
      right: LABELS,
      top: top + TITLE,
      height: bars.length * BAR,
      containLabel: false,
    })),
    xAxis: placed.map((_, gridIndex) => ({ type: "value", gridIndex, min: 0, show: false })),
    yAxis: placed.map(({ bars }, gridIndex) => namesOf(bars, gridIndex, theme)),
    series: placed.map(({ bars }, index) => seriesOf(bars, index, theme)),
  };
}

export function chartHeight(panels: readonly Panel[]): number {
  return panels.reduce((sum, { bars }) => sum + TITLE + bars.length * BAR + GAP, 0);
}

function place(panels: readonly Panel[]): readonly Placed[] {
  return panels.map((panel, index) => ({ ...panel, top: chartHeight(panels.slice(0, index)) }));
}

function titleOf(text: string, top: number, { text: color }: Theme): TitleComponentOption {
  return { text, top, left: 0, padding: [8, 0, 0, 0], textStyle: { fontFamily: FONT, fontSize: 14, color } };
}

function namesOf(bars: readonly Bar[], gridIndex: number, { text, lines }: Theme): YAXisComponentOption {
  return {
    type: "category",
    gridIndex,
    inverse: true,
    data: bars.map(({ way }) => way),
    axisLabel: { color: text, fontSize: 12, fontFamily: FONT, interval: 0 },
    axisLine: { lineStyle: { color: lines } },
    axisTick: { show: false },
  };
}

function seriesOf(bars: readonly Bar[], index: number, { text, ours, others }: Theme): BarSeriesOption {
  return {
    type: "bar",
    xAxisIndex: index,
    yAxisIndex: index,
    barWidth: BAR * 0.62,
    data: bars.map(({ way, value, label }) => ({
      value,
      itemStyle: { color: way.includes("athena-executors") ? ours : others, borderRadius: [0, 3, 3, 0] },
      label: { show: true, position: "right", formatter: label, color: text, fontSize: 12, fontFamily: FONT },
    })),
  };
}
