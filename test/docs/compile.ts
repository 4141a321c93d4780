// Type-checks a block as a module of its own, against the built package.
import { join } from "node:path";
import ts from "typescript";
import { root } from "../house/source.ts";
import { type Program, placeOf } from "./fences.ts";

// A file that exists only for the compiler, inside the package, so that "dewar" is the package itself.
const BLOCK = join(root, "test/docs/block.mts");
const AMBIENT = join(root, "test/docs/ambient.d.ts");

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  allowJs: true,
};

const host = ts.createCompilerHost(options);
const kept = new Map<string, ts.SourceFile | undefined>();
const read = host.getSourceFile.bind(host);
let code = "";
host.fileExists = (file) => file === BLOCK || ts.sys.fileExists(file);
host.readFile = (file) => (file === BLOCK ? code : ts.sys.readFile(file));
// Every block is a program of its own, as one may declare what the next one does not; the
// libraries are parsed once for all of them.
host.getSourceFile = (file, ...how) => {
  if (file === BLOCK) return read(file, ...how);
  if (!kept.has(file)) kept.set(file, read(file, ...how));
  return kept.get(file);
};

/** What is wrong with it, each with the line of the page. */
export function typeErrors(program: Program): string[] {
  code = asModule(program.code);
  const compiled = ts.createProgram([BLOCK, AMBIENT], options, host);
  const block = compiled.getSourceFile(BLOCK);
  const found = [
    ...compiled.getSyntacticDiagnostics(block),
    ...compiled.getSemanticDiagnostics(block),
    ...compiled.getSemanticDiagnostics(compiled.getSourceFile(AMBIENT)),
  ];
  return found.map((diagnostic) => {
    const line = block?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
    const where = diagnostic.file === block ? placeOf(program, line) : "test/docs/ambient.d.ts";
    return `${where} ${ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")}`;
  });
}

/** The JavaScript of a block, with the lines where they were. */
export function toJavaScript(program: Program): string {
  const compilerOptions = { ...options, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(asModule(program.code), { compilerOptions }).outputText;
}

function asModule(source: string): string {
  return `${source}\nexport {};\n`;
}
