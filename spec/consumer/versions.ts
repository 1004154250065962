/** The compilers that check the declarations. The second-latest also compiles the sources of the set-ups. */
export const typescripts = { "5.4": "5.4.5", "5.9": "5.9.3", "6.0": "6.0.3", "7.0": "7.0.2" } as const;

/** The runtimes of the checks, as npm packages. */
export const runtimes = {
  "Node 20": "node@20.20.2",
  "Node 22": "node@22.23.3",
  "Node 24": "node@24.21.0",
  Bun: "bun@1.4.5",
  Deno: "deno@2.9.6",
} as const;
