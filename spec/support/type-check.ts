import { dirname, resolve } from "node:path";
import ts from "typescript";

/** TypeScript in a code block of another file. `line` is the number of its first line in that file. */
export interface Snippet {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/**
 * Type-checks each snippet as a module, with the compiler options of the repository. The package's name resolves to its
 * sources. Returns the errors, such as `README.md:12: message`.
 */
export function typeCheck(snippets: readonly Snippet[]): string[] {
  const modules = new Map(snippets.map((snippet) => [moduleName(snippet), snippet]));
  const options = compilerOptions();
  const program = ts.createProgram([...modules.keys()], options, hostWith(modules, options));
  return [...modules].flatMap(([name, snippet]) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map((diagnostic) => describeDiagnostic(diagnostic, snippet)),
  );
}

/** Returns a path beside the file of the snippet, so that relative imports resolve. */
function moduleName({ file, line }: Snippet): string {
  return resolve(`${file}.line-${String(line)}.ts`);
}

function compilerOptions(): ts.CompilerOptions {
  const configFile = resolve("tsconfig.json");
  const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(configFile), undefined, configFile);
  // Unused names are allowed in snippets.
  return { ...options, noUnusedLocals: false, noUnusedParameters: false };
}

function hostWith(modules: ReadonlyMap<string, Snippet>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  host.readFile = (path) => modules.get(resolve(path))?.code ?? ts.sys.readFile(path);
  host.fileExists = (path) => modules.has(resolve(path)) || ts.sys.fileExists(path);
  return host;
}

function describeDiagnostic({ file, start, messageText }: ts.Diagnostic, snippet: Snippet): string {
  const line = file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line;
  return `${snippet.file}:${String(snippet.line + line)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
}
