// The public names. A change here is a change of the API: it belongs into the CHANGELOG.
import { join } from "node:path";
import ts from "typescript";
import { expect, inject, test } from "vitest";
import { doors } from "../house/source.ts";

const installed = join(inject("consumer"), "node_modules/dewar");
const program = ts.createProgram(
  doors.map(({ types }) => join(installed, types)),
  { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, noEmit: true },
);
const checker = program.getTypeChecker();

function kindOf(symbol: ts.Symbol): string {
  const { flags } = symbol;
  if (flags & ts.SymbolFlags.Class) return "class";
  if (flags & ts.SymbolFlags.Function) return "function";
  if (flags & ts.SymbolFlags.Value) return "const";
  return "type";
}

test.each(doors)("$name", ({ types }) => {
  const file = program.getSourceFile(join(installed, types));
  const module = file && checker.getSymbolAtLocation(file);
  const names = (module ? checker.getExportsOfModule(module) : []).map((symbol) => {
    const alias = symbol.flags & ts.SymbolFlags.Alias;
    return `${symbol.name}: ${kindOf(alias ? checker.getAliasedSymbol(symbol) : symbol)}`;
  });
  expect(names.sort()).toMatchSnapshot();
});
