// package.json, the built files and the README tell one story about what is public.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { doors, importsOf, manifest, root, sources, text } from "./source.ts";

test("every export and every platform condition is a built file with types", () => {
  const targets = [
    ...Object.values(manifest.imports["#platform"] ?? {}),
    ...doors.map((d) => d.built),
  ];
  const files = targets.flatMap((target) => [target, target.replace(/\.js$/, ".d.ts")]);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test("every adapter and every door in src is exported", () => {
  const imported = new Set(sources.flatMap((path) => importsOf(path).map(({ file }) => file)));
  const isDoor = (path: string) =>
    /^src\/[\w-]+\.ts$/.test(path) ||
    /^src\/(itsdangerous|testing|inspector)\/index\.ts$/.test(path) ||
    // What adapters share is imported by them; an adapter is imported by nothing.
    (path.startsWith("src/adapters/") && !imported.has(path));
  expect(doors.map((door) => door.source).sort()).toEqual(sources.filter(isDoor).sort());
});

test("the README's table lists every export, and no other", () => {
  const rows = [...text("README.md").matchAll(/^\|\s*`(dewar(?:\/[\w-]+)?)`/gm)].map(
    (row) => row[1],
  );
  expect([...new Set(rows)].sort()).toEqual(doors.map((door) => door.name).sort());
});
