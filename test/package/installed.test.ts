// The package as a user has it: installed from the tarball into an empty project.
import { cpSync, renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { doors } from "../house/source.ts";
import { run } from "./run.ts";

const consumer = inject("consumer");
const node = process.execPath;

const STRICT = ["--strict", "--skipLibCheck", "false", "--target", "es2022", "--types", "node"];

function compile(file: string, module: string, moduleResolution: string): Promise<string> {
  const tsc = join(consumer, "node_modules/typescript/bin/tsc");
  const modules = ["--module", module, "--moduleResolution", moduleResolution];
  // TypeScript 6 warns that node10 goes with 7.
  const old =
    moduleResolution === "node10" ? ["--ignoreDeprecations", "6.0", "--esModuleInterop"] : [];
  return run(node, [tsc, "--noEmit", ...STRICT, ...modules, ...old, file], consumer);
}

describe("compiles in a strict project that checks its libraries too", () => {
  for (const extension of ["ts", "cts"])
    cpSync(join(consumer, "app.mts"), join(consumer, `app.${extension}`));

  test.each([
    ["app.mts", "nodenext", "nodenext"],
    ["app.cts", "nodenext", "nodenext"],
    ["app.cts", "node20", "node16"],
    ["app.mts", "node16", "node16"],
    ["app.ts", "esnext", "bundler"],
    ["app.ts", "commonjs", "node10"],
  ])("%s, module %s, moduleResolution %s", async (file, module, resolution) => {
    expect(await compile(file, module, resolution)).toBe("");
  });

  // docs/testing.md says what to do: `nodenext`, which knows that Node can require an ES module.
  test("all but CommonJS files under module node16, which does not know require() of an ES module", async () => {
    await expect(compile("app.cts", "node16", "node16")).rejects.toThrow("error TS1479");
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

test("only what reads other people's Set-Cookie lines loads the package for them", async () => {
  const names = doors.map((door) => door.name);
  const script = `
    for (const name of ${JSON.stringify(names)})
      await import(name).catch((error) => console.log(name, error.code));`;
  const missing = (await runWithout(["cookie"], ["--input-type=module", "-e", script])).trim();
  expect(missing.split("\n")).toEqual(["dewar/testing ERR_MODULE_NOT_FOUND"]);
});
