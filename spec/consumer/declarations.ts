import { join, resolve } from "node:path";
import ts from "typescript";
import { WITH_NODE_TYPES } from "./project.js";

/** The entry points, with the paths of their declarations in the package. */
const entries = {
  "athena-executors": "index.d.ts",
  "athena-executors/testing": "testing/index.d.ts",
  "athena-executors/redis": "redis/index.d.ts",
} as const;

/** The only packages that our declarations may import. SDK internals and Node are not among them. */
const nameable = ["@aws-sdk/client-athena"];

/** Checks all declarations of the entry points for `any`, explicit or inferred, and for internals of other packages. */
export function checkDeclarations(folder: string): void {
  const program = programOf(folder);
  const files = program.getSourceFiles().filter(({ fileName }) => isOurs(fileName));
  const problems = files.flatMap((file) => [...foreignImports(file), ...anyTypes(file, program.getTypeChecker())]);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  console.log(`${files.length} files without \`any\` and without internals of other packages`);
}

/** Returns a module that re-exports everything from the entry points. */
export function everyName(folder: string): string {
  const program = programOf(folder);
  return Object.entries(entries)
    .map(([entry, path], index) => {
      const names = exportsOf(program, declarationFile(folder, path)).map(
        ({ name, isType }) => `${isType ? "type " : ""}${name} as ${name}_${index}`, // Some names are in two entries.
      );
      return `export { ${names.join(", ")} } from "${entry}";\n`;
    })
    .join("");
}

function programOf(folder: string): ts.Program {
  return ts.createProgram(
    Object.values(entries).map((path) => declarationFile(folder, path)),
    {
      strict: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      typeRoots: [join(folder, WITH_NODE_TYPES, "node_modules/@types")],
      types: ["node"],
    },
  );
}

function declarationFile(folder: string, path: string): string {
  return resolve(folder, "node_modules/athena-executors/dist", path);
}

function exportsOf(program: ts.Program, fileName: string): { name: string; isType: boolean }[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(fileName);
  const symbol = file && checker.getSymbolAtLocation(file);
  if (symbol === undefined) throw new Error(`Expected ${fileName} to be a module.`);
  return checker.getExportsOfModule(symbol).map((exported) => {
    const { flags } = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    return { name: exported.name, isType: !(flags & ts.SymbolFlags.Value) };
  });
}

function foreignImports(file: ts.SourceFile): string[] {
  return ts
    .preProcessFile(file.text)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith("./") && !name.startsWith("../") && !nameable.includes(name))
    .map((name) => `${file.fileName}: names ${name}`);
}

/** Returns the places with `any`, with a type that resolves to `any`, or without a type. */
function anyTypes(file: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const problems: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isType(node) ? hasAny(checker.getTypeFromTypeNode(node), checker) : isUntyped(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      problems.push(`${file.fileName}:${line + 1}: any: ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return problems;
}

/** Excludes spans of template literals, which are type nodes without a type. */
function isType(node: ts.Node): node is ts.TypeNode {
  return ts.isTypeNode(node) && !ts.isTemplateLiteralTypeSpan(node);
}

function hasAny(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.flags & ts.TypeFlags.Any) return true;
  // Checks only members that we or the SDK declare. The `reason` of AbortSignal, for example, is of type any.
  return type.getProperties().some((member) => {
    const fileName = member.declarations?.[0]?.getSourceFile().fileName ?? "";
    return /\/(athena-executors|@aws-sdk|@smithy)\//.test(fileName) && isAnyMember(member, checker);
  });
}

function isAnyMember(member: ts.Symbol, checker: ts.TypeChecker): boolean {
  return Boolean(checker.getTypeOfSymbol(member).flags & ts.TypeFlags.Any);
}

function isUntyped(node: ts.Node): boolean {
  if (!ts.isParameter(node) && !ts.isPropertyDeclaration(node) && !ts.isPropertySignature(node)) return false;
  const value = ts.isPropertySignature(node) ? undefined : node.initializer;
  return node.type === undefined && value === undefined && !ts.isPrivateIdentifier(node.name);
}

function isOurs(fileName: string): boolean {
  return fileName.includes("/node_modules/athena-executors/");
}
