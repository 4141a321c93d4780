// Every public export says what it does, and shows it.
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { doors, root } from "./source.ts";

const program = ts.createProgram(
  doors.map((door) => join(root, door.source)),
  { ...readOptions(), noEmit: true },
);
const checker = program.getTypeChecker();

function readOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}

function exportsOf(source: string): ts.Symbol[] {
  const file = program.getSourceFile(join(root, source));
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${source} is not a module`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) =>
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    );
}

const sentence = (symbol: ts.Symbol): string =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
const isError = (symbol: ts.Symbol): boolean =>
  checker.getPropertyOfType(checker.getDeclaredTypeOfSymbol(symbol), "stack") !== undefined;

describe.each(doors)("$name", ({ source }) => {
  const symbols = exportsOf(source);

  test("every export has a doc comment that is at least one sentence", () => {
    const bare = symbols.filter((symbol) => !/\.(\s|$)/.test(sentence(symbol)));
    expect(bare.map((symbol) => symbol.name)).toEqual([]);
  });

  test("every function and class has an @example", () => {
    const shows = (symbol: ts.Symbol) =>
      symbol.getJsDocTags(checker).some((tag) => tag.name === "example");
    const needs = ts.SymbolFlags.Function | ts.SymbolFlags.Class;
    // The errors have theirs in one place, on the class they all extend.
    const bare = symbols.filter((s) => s.flags & needs && !isError(s) && !shows(s));
    expect(bare.map((symbol) => symbol.name)).toEqual([]);
  });
});
