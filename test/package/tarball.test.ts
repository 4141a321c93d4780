// The tarball: what is in it, and what the package checkers say about it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { expect, inject, test } from "vitest";
import { root } from "../house/source.ts";
import { run } from "./run.ts";

const tarball = inject("tarball");

test("holds dist, src and the papers, and nothing else", async () => {
  const listing = await run("tar", ["-tzf", tarball], root);
  const files = listing
    .trim()
    .split("\n")
    .map((path) => path.replace(/^package\//, ""));
  const papers = ["CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "package.json"];
  expect(files.filter((path) => !/^(dist|src)\//.test(path)).sort()).toEqual(papers);
  const expected =
    /^(src\/(?!inspector\/page\/).*\.ts|dist\/(?!cjs\/).*\.(js|d\.ts|js\.map|d\.ts\.map)|dist\/cjs\/.*\.cjs)$/;
  expect(files.filter((path) => /^(dist|src)\//.test(path) && !expected.test(path))).toEqual([]);
  // `dewar/testing` is for others' tests; ours stay at home.
  expect(files.filter((path) => /\.(test|spec)\./.test(path))).toEqual([]);
});

test("publint, strict, has nothing to say, but that CommonJS has the types of ES modules", async () => {
  const { messages, pkg } = await publint({
    strict: true,
    pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer },
  });
  // Whoever can load ES modules gets one by require() too, so what the types say of it is right: only
  // tools that have no types come to the CommonJS files.
  const others = messages.filter(({ code }) => code !== "EXPORTS_TYPES_INVALID_FORMAT");
  expect(others.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test("are the types wrong? They are not, but that CommonJS has those of ES modules, as above", async () => {
  const attw = join(root, "node_modules/.bin/attw");
  // It exits with an error at the first problem.
  const output = await run(attw, [tarball, "--ignore-rules", "false-esm", "--no-emoji"], root);
  expect(output).toContain("No problems found");
});
