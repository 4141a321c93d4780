// Blocks that docs.test.ts cannot run as they stand: they need a server, a port, or a test runner.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "dewar/testing";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { nodeApplication } from "../contracts/node-application.ts";
import { listen } from "../contracts/node-server.ts";
import { allFences } from "../docs/fences.ts";
import { startTutorial } from "../e2e/server.ts";
import { root } from "../house/source.ts";
import { run as execute } from "../package/run.ts";
import { run } from "./block.ts";

process.env["SECRET_KEY"] = "3c9b17e40d5a82f6c1e7904b6d2f8a35";

/** The blocks that hold these words. */
const blocksWith = (words: string) =>
  allFences()
    .filter(({ code, annotations }) => annotations.includes("no-run") && code.includes(words))
    .map(({ path, line, code }) => ({ where: `${path}:${line}`, code }));

const elysia = blocksWith("new Elysia()");
const contract = blocksWith("run({ url })");
const client = blocksWith("sessionTransaction(client");
const file = join(root, "test-results/set-aside.test.mjs");
afterAll(() => rmSync(file, { force: true }));

test("there are those", () => {
  expect([elysia.length, contract.length, client.length]).toEqual([2, 2, 1]);
});

// On Bun it listens on its own; the contract runs there.
test.each(elysia)("$where: Elysia counts visits, on Node", async ({ code }) => {
  const answering = code
    .replace("new Elysia()\n", "const app = new Elysia()\n")
    .replace("  .listen(3000);", "");
  const { app } = await run<{ app: { fetch(request: Request): Promise<Response> } }>(
    answering,
    "app",
  );
  const visitor = createClient((request) => app.fetch(request));
  expect(await (await visitor.fetch("/")).text()).toBe("Visits: 1");
  if (code.includes('"/login"')) {
    const login = await visitor.fetch("/login", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"username":"alice"}',
    });
    expect([login.status, login.headers.get("location")]).toEqual([302, "http://localhost/"]);
  }
  expect(await (await visitor.fetch("/")).text()).toBe("Visits: 2");
});

test.each(client)("$where: begins logged in, at the tutorial's server", async ({ code }) => {
  const server = await startTutorial({ SECRET_KEY: process.env["SECRET_KEY"] as string });
  onTestFinished(() => server.stop());
  const { response } = await run<{ response: Response }>(
    code.replace("http://127.0.0.1:5000", server.origin),
    "response",
  );
  expect([response.status, response.headers.get("location")]).toEqual([302, "/post"]);
});

test.each(contract)("$where: node --test passes it on node:http", async ({ code }) => {
  const server = await listen(nodeApplication());
  onTestFinished(() => server.close());
  writeFileSync(file, code.replace("http://127.0.0.1:3000", server.url));
  const output = await execute(process.execPath, ["--test", "--test-reporter=tap", file], root);
  expect(output).toMatch(/^# fail 0$/m);
  expect(Number(/^# pass (\d+)$/m.exec(output)?.[1])).toBeGreaterThan(40);
});
