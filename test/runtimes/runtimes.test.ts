// The built package on every runtime, each resolving the package as it always does.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  bun,
  bundleForEdge,
  bundleForServer,
  DENO_RUN,
  deno,
  nodes,
  workerd,
  workerdConfig,
} from "./tools.ts";

const run = promisify(execFile);

/** What the suite says at its end: how many checks held in each of its parts. */
type Report = Record<"walk" | "fetch" | "vectors" | "context", number>;
const reportIn = (output: string): unknown => JSON.parse(/^\{.*\}$/m.exec(output)?.[0] ?? "null");

let suite: string;
/** Every runtime makes the checks that the Node of these tests makes. */
let expected: Report;
beforeAll(async () => {
  suite = await bundleForServer("test/runtimes/server.ts");
  const { stdout } = await run(process.execPath, [suite]);
  expected = reportIn(stdout) as Report;
});

test("the suite has all its parts", () => {
  const { vectors, ...others } = expected;
  expect(others).toEqual({ walk: 21, fetch: 5, context: 205 });
  expect(vectors).toBeGreaterThan(2000);
});

test.each([...nodes, ["Bun", bun, ["run"]], ["Deno", deno, DENO_RUN]] as const)(
  "%s",
  async (_name, program, args: readonly string[] = []) => {
    const { stdout } = await run(program, [...args, suite]);
    expect(reportIn(stdout)).toEqual(expected);
  },
);

describe("workerd", () => {
  const folder = mkdtempSync(join(tmpdir(), "dewar-workerd-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ["without flags", "worker.ts", []],
    ["with nodejs_als", "worker-context.ts", ["nodejs_als"]],
    ["with nodejs_compat", "worker-context.ts", ["nodejs_compat"]],
  ])("%s", async (_name, entry, flags) => {
    const node = flags.length > 0 ? "external" : "refused";
    const code = await bundleForEdge(`test/runtimes/${entry}`, "workerd", node);
    writeFileSync(join(folder, "worker.js"), code);
    writeFileSync(join(folder, "config.capnp"), workerdConfig(flags));
    const { stdout } = await run(workerd, ["test", "--verbose", "config.capnp"], { cwd: folder });
    const { context, ...withoutContext } = expected;
    expect(reportIn(stdout)).toEqual(
      flags.length > 0 ? { context, ...withoutContext } : withoutContext,
    );
  });
});

test("Chromium", async () => {
  const code = await bundleForEdge("test/runtimes/page.ts", "browser");
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
  });
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.setContent(
      `<script type="module">${code.replaceAll("</script", "<\\/script")}</script>`,
    );
    await expect
      .poll(async () => errors[0] ?? (await page.title()), { timeout: 20_000 })
      .not.toBe("");
    const { walk, vectors } = expected;
    expect(errors).toEqual([]);
    expect(reportIn(await page.title())).toEqual({ walk, vectors });
  } finally {
    await browser.close();
  }
});
