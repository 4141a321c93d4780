// The inspector in other people's applications, and not in production.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type InspectorListener, inspector } from "dewar/inspector";
import express from "express";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { listen } from "../contracts/node-server.ts";
import { root } from "./server.ts";

const run = promisify(execFile);
afterEach(() => {
  vi.unstubAllEnvs();
});

async function serve(listener: InspectorListener | express.Express): Promise<string> {
  const server = await listen(listener);
  onTestFinished(() => server.close());
  return server.url;
}

async function isThePage(response: Response): Promise<void> {
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  const policy = response.headers.get("content-security-policy") ?? "";
  const directives = policy.split("; ").map((each) => each.replace(/sha256-[^']+/, "sha256-"));
  expect(directives).toEqual([
    "default-src 'none'",
    "script-src 'sha256-'",
    "style-src 'sha256-'",
    "img-src data:",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "frame-ancestors 'none'",
    "sandbox allow-scripts",
  ]);
  const html = await response.text();
  expect(html).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/);
  // One text: nothing is named that would have to be fetched.
  expect(html).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="(?!data:)/);
}

describe("answers with the page", () => {
  it("as a middleware of Express", async () => {
    const app = express();
    app.use("/__dewar", inspector());
    app.get("/", (_req, res) => {
      res.send("home");
    });
    const origin = await serve(app);
    await isThePage(await fetch(`${origin}/__dewar`));
    expect(await (await fetch(origin)).text()).toBe("home");
  });

  it("as a listener of node:http, and to GET and HEAD only", async () => {
    const origin = await serve(inspector());
    await isThePage(await fetch(origin));
    const head = await fetch(origin, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const post = await fetch(origin, { method: "POST", body: "cookie" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("as a web handler", async () => {
    const { fetch: handle } = inspector;
    await isThePage(handle(new Request("http://localhost/__dewar")));
    const post = handle(new Request("http://localhost/__dewar", { method: "POST" }));
    expect([post.status, await post.text()]).toEqual([405, ""]);
  });
});

describe("in production", () => {
  const refusal = { code: "ERR_INSPECTOR_IN_PRODUCTION" };

  it("does not load", async () => {
    const code = 'await import("dewar/inspector").catch((error) => console.log(error.code))';
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], {
      cwd: root,
      env: { NODE_ENV: "production" },
    });
    expect(stdout).toBe("ERR_INSPECTOR_IN_PRODUCTION\n");
  });

  it("does not start, nor answer, when it was loaded before", () => {
    vi.stubEnv("NODE_ENV", "production");
    expect(() => inspector()).toThrow(expect.objectContaining(refusal));
    expect(() => inspector.fetch(new Request("http://localhost/"))).toThrow(
      expect.objectContaining(refusal),
    );
  });

  it("does not run from the command line, which says what to do", async () => {
    const args = [`${root}dist/cli/main.js`, "inspect", "--json"];
    const env = { NODE_ENV: "production" };
    const failed = await run(process.execPath, args, { env }).catch((error) => error);
    expect(failed.code).toBe(2);
    expect(JSON.parse(failed.stdout).error).toMatchObject(refusal);
  });
});

it("says so when the port is taken", async () => {
  const port = new URL(await serve(inspector())).port;
  const args = [`${root}dist/cli/main.js`, "inspect", "--json", "--port", port];
  const failed = await run(process.execPath, args).catch((error) => error);
  expect(failed.code).toBe(3);
  expect(JSON.parse(failed.stdout).error.message).toContain("EADDRINUSE");
});
