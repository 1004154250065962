import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

// Imports point one way: entry files → these parts, which do not know each other → all other folders.
const parts = ["pagination", "middleware", "executors"];
const nodeOnly = ["testing", "redis"];

const noNodeModules = { regex: "^node:", message: "The main entry runs in browsers too." };
const noNodeEntries = {
  regex: `/(${nodeOnly.join("|")})/`,
  message: "/testing and /redis are entry points of their own, for Node only.",
};
const noRootFiles = {
  regex: "^\\.\\./[^/]+\\.js$",
  message: "The files at the root of lib put the parts together; nothing below imports them.",
};
const noFoldersOf = (folders) => ({
  regex: `^(\\.\\./)+(${folders.join("|")})/`,
  message: "pagination, middleware and executors are put together in an entry file; they do not import each other.",
});

const restrictImports = (files, patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [noNodeModules, noNodeEntries, ...patterns] }] },
});

export default defineConfig(
  globalIgnores(["dist", "coverage", "temp", "api"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,mts,cts}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Types are structural here on purpose: a client or command of another copy of the SDK is as good as ours.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // `Promise<number | void>`: an implementation may return something or nothing.
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }],
      // The compiler asks for the brackets of `process.env["NAME"]` (noPropertyAccessFromIndexSignature).
      "@typescript-eslint/dot-notation": "off",
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Export by name: it is searched for and renamed by it." },
        { selector: "ExportAllDeclaration", message: "List the names: an entry file is a table of contents." },
      ],
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["lib/**/*.ts"],
    rules: { "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }] },
  },
  {
    ...restrictImports(["lib/**/*.ts"], []),
    ignores: nodeOnly.map((folder) => `lib/${folder}/**`),
  },
  ...parts.map((part) =>
    restrictImports([`lib/${part}/**/*.ts`], [noRootFiles, noFoldersOf(parts.filter((other) => other !== part))]),
  ),
  {
    ...restrictImports(["lib/*/**/*.ts"], [noRootFiles, noFoldersOf(parts)]),
    ignores: [...parts, ...nodeOnly].map((folder) => `lib/${folder}/**`),
  },
  {
    // What a reader runs in a terminal may write to it.
    files: ["examples/**", "bench/**", "scripts/**", "spec/consumer/**"],
    rules: { "no-console": "off" },
  },
  {
    // Tools ask their configuration files for a default export.
    files: ["*.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
);
