// package.json, the built files and the documentation tell one story about what is public.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { doors, importsOf, manifest, root, sources, text } from "./source.ts";

test("every export and every platform condition is a built file with types", () => {
  const platforms = Object.values(manifest.imports["#platform"] ?? {});
  const files = platforms
    .flatMap((target) => [target, target.replace(/\.js$/, ".d.ts")])
    .concat(doors.flatMap(({ types, built, common }) => [types, built, common]));
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test("every door leads tools to the same files, and Node and bundlers to one copy of the code", () => {
  const typesVersions: Record<string, string[]> = {};
  for (const { name, types, built, common } of doors) {
    const subpath = name.replace("dewar", ".");
    expect(Object.entries(manifest.exports[subpath] ?? {})).toEqual([
      ["types", `./${types}`],
      // In this order: only a tool that knows none of these conditions gets to the last.
      ["bun", `./${built}`],
      ["module-sync", `./${built}`],
      ["module", `./${built}`],
      ["import", `./${built}`],
      ["require", `./${common}`],
    ]);
    expect(common).toBe(built.replace("dist/", "dist/cjs/").replace(/\.js$/, ".cjs"));
    if (subpath !== ".") typesVersions[subpath.slice(2)] = [`./${types}`];
  }
  // For TypeScript that resolves as Node 10 did, which knows no `exports`.
  expect(manifest.typesVersions).toEqual({ "*": typesVersions });
  expect(manifest.types).toBe(`./${doors[0]?.types}`);
});

test("every adapter and every door in src is exported", () => {
  // A door with declarations is one without them, and what it declares.
  const undeclared = sources.filter((path) => !path.endsWith("/declared.ts"));
  const imported = new Set(undeclared.flatMap((path) => importsOf(path).map(({ file }) => file)));
  const isDoor = (path: string) =>
    /^src\/[\w-]+\.ts$/.test(path) ||
    /^src\/(itsdangerous|csrf|testing|inspector|store)\/index\.ts$/.test(path) ||
    // What adapters share is imported by them; an adapter is imported by nothing.
    (path.startsWith("src/adapters/") && !imported.has(path));
  expect(doors.map((door) => door.source).sort()).toEqual(sources.filter(isDoor).sort());
});

test("the table of imports lists every export, once, and no other", () => {
  const [, table = ""] = text("docs/adapters/index.md").split("## All imports\n");
  const first = [...table.matchAll(/^\|([^|]*)\|/gm)].map((row) => row[1] ?? "").join();
  const names = [...first.matchAll(/`(dewar[\w/-]*)`/g)].map((match) => match[1]);
  expect(names.sort()).toEqual(doors.map((door) => door.name).sort());
});
