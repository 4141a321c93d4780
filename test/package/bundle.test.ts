// What a bundler makes of the package for a Worker and for a browser.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import ts from "typescript";
import { describe, expect, inject, test } from "vitest";

const consumer = inject("consumer");
// Minified and gzipped, a little above what it is: a change that needs more explains itself. 24 KB
// are dewar, of which 8 check options and keys and say what is wrong with them; 6 are @noble/hashes,
// 4.7 fflate. The goal is 12 KB.
const CEILING_BYTES = 35 * 1024 + 300;

async function bundle(door: string, condition: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from "${door}";`, resolveDir: consumer },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    // "neutral" has no conditions and no built-in modules of its own: `node:` would be an error.
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: [condition, "import"],
  });
  return outputFiles[0]?.text ?? "";
}

describe.each(["workerd", "browser", "edge-light"])("for %s", (condition) => {
  test.each([
    "dewar",
    "dewar/fetch",
    "dewar/csrf",
    "dewar/itsdangerous",
    "dewar/hono",
    "dewar/h3",
    "dewar/elysia",
  ])("%s has nothing of Node in it", async (door) => {
    const code = await bundle(door, condition);
    expect(code).not.toMatch(/["']node:/);
    expect(code).not.toMatch(/\bBuffer\b/);
    // `globalThis.process?.env` asks first; the bare global would throw. Messages may name it.
    expect(membersOfProcess(code)).toEqual([]);
    expect(code).not.toMatch(/\brequire\(/);
  });
});

/** What code asks the global `process` for: read by a parser, since messages name it as well. */
function membersOfProcess(code: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const isMember = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
    if (isMember && ts.isIdentifier(node.expression) && node.expression.text === "process")
      found.push(node.getText());
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile("bundle.js", code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS));
  return found;
}

test("what a message says is not taken for code, and code is", () => {
  expect(membersOfProcess('throw new E("set process.env.KEY", `process.env`)')).toEqual([]);
  expect(membersOfProcess("globalThis.process?.env; /'/; ({ process: 1 }).process.x")).toEqual([]);
  const asked = ["process.env.KEY", "process?.env", 'process["env"]'];
  for (const code of asked) expect(membersOfProcess(`"a"; ${code}; "b"`)).toHaveLength(1);
});

const onNode = async (contents: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: consumer },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    external: ["express"],
  });
  return outputFiles[0]?.text ?? "";
};

describe("dewar/context", () => {
  test("is in no bundle that does not import it", async () => {
    for (const door of ["express", "node", "fetch", "hono"]) {
      const code = await onNode(`export * from "dewar/${door}";`);
      expect([door, code.includes("async_hooks")]).toEqual([door, false]);
    }
  });

  test("stays in one that imports it for what importing it does", async () => {
    const code = await onNode('import "dewar/context"; export * from "dewar/fetch";');
    expect(code).toContain("async_hooks");
  });
});

test("what an application under test uses of dewar/testing comes without the rest", async () => {
  const names = "CookieJar, contractApplication, createClient, fixedClock, forgeCookie, readCookie";
  const code = await onNode(`export { ${names}, sessionTransaction } from "dewar/testing";`);
  expect(code).not.toContain("node:assert");
  expect(code.length).toBeLessThan(30 * 1024);
});

test("the edge bundle of dewar/fetch stays small", async () => {
  const bytes = gzipSync(await bundle("dewar/fetch", "workerd"), { level: 9 }).length;
  console.info(
    `note: dewar/fetch for workerd: ${(bytes / 1024).toFixed(1)} KB minified and gzipped`,
  );
  expect(bytes).toBeLessThan(CEILING_BYTES);
});
