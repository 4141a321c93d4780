// dist holds all of src, each module once, and nothing else.
import { posix } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { filesBelow, importsOf, manifest, sources, text } from "./source.ts";

// The inspector's page is bundled into html.ts.
const compiled = sources.filter((path) => !path.startsWith("src/inspector/page/"));
const built = filesBelow("dist", ".js");
const platforms = Object.values(manifest.imports["#platform"] ?? {}).map(posix.normalize);

/** The sources of a built file. */
const modulesOf = (path: string): string[] =>
  (JSON.parse(text(`${path}.map`)) as { sources: string[] }).sources.map((source) =>
    posix.join(posix.dirname(path), source),
  );

test("every source has its declarations, and no other file is there", () => {
  const declarations = compiled.map((path) => path.replace(/^src(.*)\.ts$/, "dist$1.d.ts"));
  const files = [...declarations, ...built].flatMap((path) => [path, `${path}.map`]);
  expect(filesBelow("dist", "")).toEqual(files.sort());
});

test("every built file is what a door leads to", () => {
  const { exports, bin } = manifest;
  const doors = [...Object.values(exports), ...Object.values(bin)].map(posix.normalize);
  const reached = new Set([...doors.filter((path) => path.endsWith(".js")), ...platforms]);
  for (const path of reached) for (const { file } of importsOf(path)) if (file) reached.add(file);
  expect([...reached].sort()).toEqual(built);
});

test("no module is in two files, so that no class is there twice", () => {
  // Of the platforms only one is loaded, so what they share is in each.
  const modules = built.filter((path) => !platforms.includes(path)).flatMap(modulesOf);
  expect(modules.filter((path, index) => modules.indexOf(path) !== index)).toEqual([]);
  expect(modules.filter((path) => path.startsWith("src/platform/"))).toEqual([]);
});

test("every module is in a file, but for those that only hand on", () => {
  const modules = new Set(built.flatMap(modulesOf));
  expect(compiled.filter((path) => !modules.has(path) && hasCode(path))).toEqual([]);
  expect([...modules].filter((path) => !sources.includes(path))).toEqual([]);
});

/** Whether a source has more than types, imports and exports. */
function hasCode(path: string): boolean {
  const compilerOptions = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext };
  const { outputText } = ts.transpileModule(text(path), { compilerOptions });
  return !ts
    .createSourceFile(path, outputText, ts.ScriptTarget.Latest)
    .statements.every((each) => ts.isImportDeclaration(each) || ts.isExportDeclaration(each));
}
