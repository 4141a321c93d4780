// dist holds all of src, each module once, and nothing else.
import { posix } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { doors, filesBelow, importsOf, manifest, sources, text } from "./source.ts";

// The inspector's page is bundled into html.ts.
const compiled = sources.filter((path) => !path.startsWith("src/inspector/page/"));
const built = filesBelow("dist", ".js");
const platforms = Object.values(manifest.imports["#platform"] ?? {}).map(posix.normalize);

/** The sources of a built file. */
const modulesOf = (path: string): string[] =>
  (JSON.parse(text(`${path}.map`)) as { sources: string[] }).sources.map((source) =>
    posix.join(posix.dirname(path), source),
  );

/** Files, and all that they import of each other. */
function reachedFrom(entries: string[]): string[] {
  const reached = new Set(entries);
  for (const path of reached) for (const { file } of importsOf(path)) if (file) reached.add(file);
  return [...reached].sort();
}

const ofDoors = doors.map((door) => door.built);
const commonOf = (path: string): string => path.replace(/^dist(.*)\.js$/, "dist/cjs$1.cjs");

const declarationOf = (path: string): string => path.replace(/(?:\.d)?\.[jt]s$/, ".d.ts");

test("every declaration is what a door leads to, and no other file is there", () => {
  const reached = new Set(doors.map((door) => door.types).concat(platforms.map(declarationOf)));
  for (const path of reached)
    for (const { file } of importsOf(path)) if (file) reached.add(declarationOf(file));
  const declarations = [...reached];
  // Nobody imports the command line, and what its tokens and the inspector's are is nobody's type.
  expect(declarations.filter((path) => /^dist\/(cli|token)\//.test(path))).toEqual([]);
  const files = [...declarations, ...built].flatMap((path) => [path, `${path}.map`]);
  const common = [...reachedFrom(ofDoors), "dist/platform/node.js"].map(commonOf);
  expect(filesBelow("dist", "")).toEqual([...files, ...common].sort());
});

test("every built file is what a door leads to", () => {
  const programs = Object.values(manifest.bin).map(posix.normalize);
  expect(reachedFrom([...ofDoors, ...programs, ...platforms])).toEqual(built);
});

test("a chunk is called after what is in it", () => {
  const chunks = built.filter((path) => path.startsWith("dist/chunks/"));
  const names = chunks.map((path) => posix.basename(path, ".js"));
  const strange = names.filter((name, index) => {
    const modules = modulesOf(chunks[index] ?? "");
    return !modules.some((path) => path.replace(/^src\/|\.ts$/g, "").replaceAll("/", "-") === name);
  });
  expect(strange).toEqual([]);
});

test("CommonJS files ask for each other, for Node's modules and for packages of their kind", () => {
  const asked = filesBelow("dist/cjs", ".cjs").flatMap((path) =>
    [...text(path).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = ""]) =>
      name.startsWith(".") ? posix.extname(name) : name,
    ),
  );
  const others = new Set(asked.filter((name) => !name.startsWith("node:")));
  expect([...others].sort()).toEqual([".cjs", "cookie"]);
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
