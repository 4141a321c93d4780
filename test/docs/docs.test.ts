// Every code block of the documentation is what it says it is.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Environment } from "minijinja-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../house/source.ts";
import { run } from "../package/run.ts";
import { toJavaScript, typeErrors } from "./compile.ts";
import { ANNOTATIONS, allFences, LANGUAGES, type Program, programs } from "./fences.ts";
import { commandsOf, problemWith } from "./shell.ts";

const fences = allFences();
// Inside the package, so that a block imports "dewar" as its reader does.
const folder = join(root, "test-results/docs");
const PRELOAD = join(root, "test/docs/preload.mjs");

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("every fence names a language that is checked, or says no-check", () => {
  const unknown = fences.filter(
    ({ language, annotations }) =>
      (!LANGUAGES.includes(language) && !annotations.includes("no-check")) ||
      annotations.some((word) => !ANNOTATIONS.includes(word)),
  );
  expect(
    unknown.map((f) => `${f.path}:${f.line} \`\`\`${[f.language, ...f.annotations].join(" ")}`),
  ).toEqual([]);
});

async function runs(program: Program, ending: string, code: string): Promise<void> {
  const file = join(folder, `${program.name.replace(/\W+/g, "-")}.${ending}`);
  writeFileSync(file, code);
  await run(process.execPath, ["--import", PRELOAD, file], folder);
}

const blocks = programs(fences, "ts");
describe("ts compiles", () => {
  test.each(blocks)("$name", (program) => {
    expect(typeErrors(program)).toEqual([]);
  });
});

describe.concurrent("ts runs", () => {
  test.each(blocks.filter((program) => program.runs))("$name", (program) =>
    runs(program, "mjs", toJavaScript(program)),
  );
});

const scripts = ["js", "cjs"].flatMap((language) => programs(fences, language));
describe.concurrent("js runs", () => {
  test.each(scripts.filter((program) => program.runs))("$name", (program) =>
    runs(program, program.language === "js" ? "mjs" : "cjs", program.code),
  );
});

describe("sh names what exists", () => {
  test.each(programs(fences, "sh"))("$name", ({ code }) => {
    const problems = commandsOf(code).flatMap((command) => problemWith(command) ?? []);
    expect(problems).toEqual([]);
  });
});

describe("jinja is a template", () => {
  test.each(programs(fences, "jinja"))("$name", ({ code }) => {
    expect(() => new Environment().addTemplate("block.html", code)).not.toThrow();
  });
});

describe("json is JSON", () => {
  test.each(programs(fences, "json"))("$name", ({ code }) => {
    expect(() => JSON.parse(code)).not.toThrow();
  });
});
