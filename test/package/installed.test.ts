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

/** Runs a script where these packages are not. */
async function runWithout(packages: readonly string[], args: string[]): Promise<string> {
  const folders = packages.map((name) => join(consumer, "node_modules", name));
  for (const folder of folders) renameSync(folder, `${folder}-away`);
  try {
    return await run(node, args, consumer);
  } finally {
    for (const folder of folders) renameSync(`${folder}-away`, folder);
  }
}

test("Node loads none of the portable platform's libraries", async () => {
  expect(await runWithout(["@noble", "fflate"], ["use.mjs"])).toBe("valid alice\n");
});

test("only what reads Set-Cookie lines loads the package for them", async () => {
  const names = doors.map((door) => door.name);
  const script = `
    for (const name of ${JSON.stringify(names)})
      await import(name).catch((error) => console.log(name, error.code));`;
  const missing = (await runWithout(["cookie"], ["--input-type=module", "-e", script])).trim();
  expect(missing.split("\n")).toEqual([
    "dewar/testing ERR_MODULE_NOT_FOUND",
    "dewar/next ERR_MODULE_NOT_FOUND",
    "dewar/sveltekit ERR_MODULE_NOT_FOUND",
  ]);
});
