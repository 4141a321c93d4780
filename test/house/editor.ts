// What an editor shows of a program that uses the built package: by TypeScript's own language service.
import { join } from "node:path";
import ts from "typescript";
import { root } from "./source.ts";

// It exists for the service only, inside the package, so that "dewar" is the package itself.
const FILE = join(root, "test/house/program.ts");

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
};

// Libraries are parsed once for all programs, which it tells apart by their version.
const registry = ts.createDocumentRegistry();
let programs = 0;

export interface Editor {
  /** What is shown over the text that comes after a mark, such as `/*1*\/`. */
  hover(mark: string): string;
  /** The names that are offered at a mark. */
  completions(mark: string): string[];
  /** Errors, the first line of each, by their line in the program. */
  readonly errors: Readonly<Record<number, string>>;
}

/** Opens a program. */
export function open(program: string): Editor {
  const version = `${++programs}`;
  const read = (file: string) => (file === FILE ? program : ts.sys.readFile(file));
  const service = ts.createLanguageService(
    {
      getScriptFileNames: () => [FILE],
      getScriptVersion: (file) => (file === FILE ? version : "1"),
      getScriptSnapshot(file) {
        const text = read(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => root,
      getCompilationSettings: () => OPTIONS,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: (file) => file === FILE || ts.sys.fileExists(file),
      readFile: read,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
    },
    registry,
  );
  const after = (mark: string): number => {
    const at = program.indexOf(`/*${mark}*/`);
    if (at < 0) throw new Error(`expected the mark ${mark} in the program, found none.`);
    return at + mark.length + 4;
  };
  const errors = service.getSemanticDiagnostics(FILE).map(({ start = 0, messageText }) => {
    const line = program.slice(0, start).split("\n").length;
    return [line, ts.flattenDiagnosticMessageText(messageText, "\n").split("\n")[0]];
  });
  return {
    hover(mark) {
      const info = service.getQuickInfoAtPosition(FILE, after(mark));
      return ts.displayPartsToString(info?.displayParts);
    },
    completions(mark) {
      const offered = service.getCompletionsAtPosition(FILE, after(mark), {});
      return offered?.entries.map(({ name }) => name) ?? [];
    },
    errors: Object.fromEntries(errors),
  };
}
