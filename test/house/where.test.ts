// CONTRIBUTING.md says where a behaviour is: the file is there, and has what it is said to have.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./source.ts";

const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
const section = /\n## Where is it\?\n([\s\S]*?)\n## /.exec(contributing)?.[1] ?? "";
const rows = [...section.matchAll(/^\| (.+) \| `([\w/.-]+\.ts)` \| `(\w+)` \|$/gm)].map((row) =>
  row.slice(1),
) as [behaviour: string, file: string, name: string][];

test("sixteen behaviours and more are in the table", () => {
  expect(rows.length).toBeGreaterThanOrEqual(16);
});

test.each(rows)("%s: %s has %s", (_behaviour, file, name) => {
  const source = readFileSync(join(root, "src", file), "utf8");
  expect(source.match(new RegExp(`\\b${name}\\b`, "g"))).not.toBeNull();
});
