// The package as a user has it: installed from the tarball into an empty project.
import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { doors } from "../house/source.ts";
import { run } from "./run.ts";

const consumer = inject("consumer");
const node = process.execPath;

describe("compiles in a strict project that checks its libraries too", () => {
  test.each(["nodenext", "bundler"])("moduleResolution %s", async (resolution) => {
    const module = resolution === "bundler" ? "esnext" : "nodenext";
    const tsc = join(consumer, "node_modules/typescript/bin/tsc");
    const strict = ["--strict", "--skipLibCheck", "false", "--target", "es2022", "--types", "node"];
    const modules = ["--module", module, "--moduleResolution", resolution];
    await run(node, [tsc, "--noEmit", ...strict, ...modules, "app.mts"], consumer);
  });
});

test("an ES module signs and reads a cookie", async () => {
  expect(await run(node, ["use.mjs"], consumer)).toBe("valid alice\n");
});

test("a CommonJS module does too, by require()", async () => {
  expect(await run(node, ["use.cjs"], consumer)).toBe("valid alice\n");
});

test.each(doors)(
  "$name can be imported on its own, with no framework installed",
  async ({ name }) => {
    const script = `console.log(Object.keys(await import("${name}")).length > 0)`;
    expect(await run(node, ["--input-type=module", "-e", script], consumer)).toBe("true\n");
  },
);

test("Node loads none of the portable platform's libraries", async () => {
  const folders = ["@noble", "fflate"].map((name) => join(consumer, "node_modules", name));
  for (const folder of folders) renameSync(folder, `${folder}-away`);
  try {
    expect(await run(node, ["use.mjs"], consumer)).toBe("valid alice\n");
  } finally {
    for (const folder of folders) renameSync(`${folder}-away`, folder);
  }
});
