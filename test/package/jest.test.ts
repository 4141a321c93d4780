// Jest as it is installed, CommonJS and without a flag, with babel-jest and with ts-jest.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { root } from "../house/source.ts";
import { codeUnder } from "../recipes/block.ts";
import { run } from "./run.ts";

const PACKAGES = [
  ...["jest@30.5.2", "ts-jest@29.4.15", "typescript@5.9.3"],
  ...["@babel/core@8.1.3", "@babel/preset-env@8.0.7", "@babel/preset-typescript@8.0.7"],
  ...["@types/jest@30.0.0", "@types/node@20.19.43", "@types/express@5.0.6"],
  ...["express@5.3.0", "supertest@7.3.2", "@types/supertest@7.2.1"],
];
let project: string;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "dewar-jest-"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "jest-project" }));
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline"];
  await run("npm", ["install", ...quiet, inject("tarball"), ...PACKAGES], project);
  cpSync(join(root, "test/package/jest"), project, { recursive: true });
}, 300_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Runs Jest with this configuration over the files that the pattern finds. */
async function jest(name: string, config: object, pattern: string): Promise<unknown> {
  const folder = join(project, name);
  mkdirSync(folder);
  const file = join(folder, "jest.config.json");
  writeFileSync(file, JSON.stringify({ rootDir: project, ...config }));
  const report = join(folder, "report.json");
  const out = ["--json", `--outputFile=${report}`];
  await run(
    process.execPath,
    [join(project, "node_modules/jest/bin/jest.js"), "--config", file, "--ci", ...out, pattern],
    project,
  );
  const { default: result } = (await import(report, { with: { type: "json" } })) as {
    default: { numPassedTests: number; numTotalTests: number };
  };
  return [result.numPassedTests, result.numTotalTests];
}

test("without a configuration: require() in JavaScript", async () => {
  expect(await jest("plain", {}, "plain\\.test\\.js")).toEqual([3, 3]);
});

test("the documentation's own test", async () => {
  writeFileSync(join(project, "documented.test.js"), codeUnder("docs/testing.md", "Jest"));
  expect(await jest("documented", {}, "documented\\.test\\.js")).toEqual([1, 1]);
});

test("babel-jest: import in TypeScript", async () => {
  const presets = [["@babel/preset-env", { targets: { node: "current" }, modules: "commonjs" }]];
  const options = { presets: [...presets, "@babel/preset-typescript"] };
  const transform = { "\\.ts$": ["babel-jest", options] };
  expect(await jest("babel", { transform }, "typed\\.test\\.ts")).toEqual([2, 2]);
});

test("ts-jest: import in TypeScript, types checked", async () => {
  const tsconfig = {
    module: "commonjs",
    moduleResolution: "node10",
    esModuleInterop: true,
    strict: true,
  };
  const transform = { "\\.ts$": ["ts-jest", { tsconfig }] };
  expect(await jest("ts", { transform }, "typed\\.test\\.ts")).toEqual([2, 2]);
});
