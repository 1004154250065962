/** The colours of a chart. GitHub shows the chart that fits the theme of the reader. */
export interface Theme {
  readonly name: "light" | "dark";
  readonly text: string;
  readonly lines: string;
  readonly ours: string;
  readonly others: string;
}

export const themes: readonly Theme[] = [
  { name: "light", text: "#1f2328", lines: "#d1d9e0", ours: "#0969da", others: "#afb8c1" },
  { name: "dark", text: "#f0f6fc", lines: "#3d444d", ours: "#4493f8", others: "#656c76" },
];
