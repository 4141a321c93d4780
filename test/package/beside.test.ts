// npm takes the package into a project whatever framework the project has, and in whatever version:
// also one that no adapter supports, since nobody has to use that adapter.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { run } from "./run.ts";

const tarball = inject("tarball");

const PROJECTS: Record<string, string>[] = [
  { koa: "2.16.4", "@types/koa": "2.15.0" },
  { koa: "1.7.1" },
  { fastify: "4.29.1" },
  { fastify: "3.29.5" },
  { h3: "1.15.11" },
  { h3: "2.0.1-rc.2" },
  { h3: "2.0.8" },
  { express: "3.21.2" },
  { express: "4.22.3", "@types/express": "4.17.25" },
  { hono: "2.7.8" },
  { hono: "3.12.12" },
  { elysia: "1.0.27" },
];

test.each(PROJECTS.map((dependencies) => ({ names: JSON.stringify(dependencies), dependencies })))(
  "beside $names",
  async ({ dependencies }) => {
    const project = mkdtempSync(join(tmpdir(), "dewar-beside-"));
    onTestFinished(() => rmSync(project, { recursive: true, force: true }));
    const name = "has-a-framework";
    writeFileSync(join(project, "package.json"), JSON.stringify({ name, dependencies }));
    // The tree that npm would put there, without putting it there.
    const only = ["--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"];
    await run("npm", ["install", ...only, "--prefer-offline", tarball], project);
    const { packages } = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8")) as {
      packages: Record<string, { version: string }>;
    };
    const installed = Object.keys(dependencies).map((name) => [
      name,
      packages[`node_modules/${name}`]?.version,
    ]);
    expect(Object.fromEntries(installed)).toEqual(dependencies);
    expect(packages["node_modules/dewar"]?.version).toMatch(/^\d/);
  },
);
