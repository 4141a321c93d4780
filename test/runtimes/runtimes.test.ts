// The built package on every runtime, each resolving the package as it always does.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "../house/source.ts";
import { run } from "../package/run.ts";

const here = join(root, "test/runtimes");
const bin = (name: string) => join(root, "node_modules/.bin", name);
const folder = mkdtempSync(join(tmpdir(), "dewar-runtimes-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["Node", process.execPath, []],
  ["Bun", bin("bun"), ["run"]],
  ["Deno", bin("deno"), ["run", "--allow-all", "--node-modules-dir=manual"]],
])("%s", async (_name, program, args) => {
  expect(await run(program, [...args, "server.mjs"], here)).toBe("walked\n");
});

async function bundle(entry: string, condition: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: [condition, "import"],
  });
  return outputFiles[0]?.text ?? "";
}

describe("workerd", () => {
  test.each([
    ["without flags", ""],
    ["with nodejs_compat", '"nodejs_compat"'],
  ])("%s", async (_name, flags) => {
    writeFileSync(join(folder, "worker.js"), await bundle("worker.mjs", "workerd"));
    writeFileSync(
      join(folder, "config.capnp"),
      `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = .walk)]);
const walk :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-08-01",
  compatibilityFlags = [${flags}],
);
`,
    );
    await run(bin("workerd"), ["test", "config.capnp"], folder);
  });
});

test("Chromium", async () => {
  const code = await bundle("page.mjs", "browser");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
  });
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.setContent(`<script type="module">${code}</script>`);
    expect(errors).toEqual([]);
    expect(await page.title()).toBe("walked");
  } finally {
    await browser.close();
  }
});
