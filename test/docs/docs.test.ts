// Every code block of the documentation is what it says it is.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Environment } from "minijinja-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { namedTests } from "../house/named-tests.ts";
import { root } from "../house/source.ts";
import { run } from "../package/run.ts";
import { toJavaScript, typeErrors } from "./compile.ts";
import { ANNOTATIONS, allFences, LANGUAGES, type Program, programs } from "./fences.ts";
import { SET_ASIDE } from "./set-aside.ts";
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

test("what is not run, or not compiled, is listed with the reason and the test that runs it", () => {
  const aside = fences.flatMap(({ path, annotations, code }) =>
    annotations
      .filter((word) => word.startsWith("no-"))
      .map((how) => [path, code.split("\n", 1)[0], how].join(" | ")),
  );
  const listed = SET_ASIDE.map(({ page, begins, how }) => [page, begins, how].join(" | "));
  expect(aside.sort()).toEqual(listed.sort());
  const missing = SET_ASIDE.filter(({ runs: [file, name] }) => !namedTests(file).has(name));
  expect(missing.map(({ runs }) => runs.join(": "))).toEqual([]);
});

async function runs(program: Program, ending: string, code: string): Promise<void> {
  const file = join(folder, `${program.name.replace(/\W+/g, "-")}.${ending}`);
  writeFileSync(file, code);
  await run(process.execPath, ["--import", PRELOAD, file], folder);
}

const blocks = programs(fences, "ts");
const scripts = ["js", "cjs"].flatMap((language) => programs(fences, language));

describe("compiles", () => {
  for (const program of blocks) {
    test(program.name, () => {
      expect(typeErrors(program)).toEqual([]);
    });
  }
});

describe.concurrent("runs", () => {
  for (const program of [...blocks, ...scripts].filter((each) => each.runs)) {
    test(program.name, () => {
      if (program.language === "ts") return runs(program, "mjs", toJavaScript(program));
      return runs(program, program.language === "js" ? "mjs" : "cjs", program.code);
    });
  }
});

describe("is what it says", () => {
  const check: Record<string, (code: string) => unknown> = {
    // Each command names programs, scripts, files and packages that exist.
    sh: (code) => expect(commandsOf(code).flatMap((line) => problemWith(line) ?? [])).toEqual([]),
    jinja: (code) => new Environment().addTemplate("block.html", code),
    json: (code) => JSON.parse(code),
    // The steps of a workflow.
    yaml: (code) => {
      const steps = [...code.matchAll(/^ *(?:- )?run: (.+)$/gm)].map(([, line = ""]) => line);
      expect(steps.flatMap(commandsOf).flatMap((line) => problemWith(line) ?? [])).toEqual([]);
      expect(steps.length).toBeGreaterThan(0);
    },
  };
  for (const [language, holds] of Object.entries(check)) {
    for (const program of programs(fences, language)) {
      test(program.name, () => {
        holds(program.code);
      });
    }
  }
});
