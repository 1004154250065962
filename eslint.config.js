import { existsSync } from "node:fs";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

// Without the packages of these folders, their types are unknown. `npm run check lint` installs them.
const notInstalled = ["bench", "spec/commands"].filter((folder) => !existsSync(`${folder}/node_modules`));

export default defineConfig(
  globalIgnores(["dist", "coverage", "temp", "api", "spec/consumer/set-ups/**", ...notInstalled]),
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
    // What a reader runs in a terminal may write to it.
    files: ["examples/**", "bench/**", "scripts/**", "spec/consumer/**", "spec/commands/**"],
    rules: { "no-console": "off" },
  },
  {
    // Tools ask their configuration files for a default export.
    files: ["*.config.ts", "etc/*.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
);
