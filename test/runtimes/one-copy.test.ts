// Where import and require() meet in one process, they give one copy of the package: two would have
// two classes of each name, and one would not know the other's sessions.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../package/run.ts";
import { bun, DENO_RUN, deno, nodes, output } from "./tools.ts";

const SCRIPT = `
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
for (const door of ["dewar", "dewar/express", "dewar/context", "dewar/testing"]) {
  const required = require(door);
  const imported = await import(door);
  const names = Object.keys(imported);
  console.log(door, names.length > 0 && names.every((name) => required[name] === imported[name]));
}`;

const runtimes: (readonly [name: string, program: string, args?: readonly string[]])[] = [
  ...nodes,
  ["Bun", bun],
  ["Deno", deno, DENO_RUN],
];

for (const [name, program, args = []] of runtimes)
  test(name, async () => {
    mkdirSync(output, { recursive: true });
    const file = join(output, "one-copy.mjs");
    writeFileSync(file, SCRIPT);
    expect(await run(program, [...args, file], output)).toBe(
      "dewar true\ndewar/express true\ndewar/context true\ndewar/testing true\n",
    );
  });
