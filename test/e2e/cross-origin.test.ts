// What real Chromium says of requests from everywhere, and what crossOriginProtection makes of it: on a
// trustworthy address, where it sends Sec-Fetch-Site, and over plain http, where it sends Origin alone.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { crossOriginProtection } from "dewar/csrf";
import { session } from "dewar/express";
import express, { type ErrorRequestHandler } from "express";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { listen } from "../contracts/node-server.ts";
import type { Started } from "../contracts/run-contract.ts";
import { launchOptions } from "./browser.ts";

/** What the site saw of each POST, and how it answered. */
let seen: { site: string | undefined; origin: string | undefined; status: number }[] = [];

const form = (action: string, more = "") =>
  `<!doctype html><form method="post" action="${action}" ${more}><button>Go</button></form>`;

function application() {
  const app = express();
  app.use((req, res, next) => {
    const { "sec-fetch-site": site, origin } = req.headers;
    res.on("finish", () => {
      if (req.method === "POST" && req.path === "/post")
        seen.push({ site: site as string | undefined, origin, status: res.statusCode });
    });
    next();
  });
  // Before the protection: a redirect that anybody can ask for.
  app.all("/redirect", (_req, res) => res.redirect(307, "/post"));
  app.use(session({ secretKey: "key-of-the-browser-tests-8d2f61" }));
  app.use(
    crossOriginProtection({ trustedOrigins: [trusted("app.localhost"), trusted("site.test")] })
      .express,
  );
  app.get("/", (_req, res) => void res.type("html").send(form("/post")));
  app.get("/quiet", (_req, res) => {
    res.set("referrer-policy", "no-referrer").type("html").send(form("/post"));
  });
  app.get("/login", (req, res) => {
    req.session["user"] = "alice";
    res.send("done");
  });
  app.get("/sandbox", (_req, res) => {
    res.set("content-security-policy", "sandbox allow-forms").type("html").send(form("/post"));
  });
  app.get("/read", (_req, res) => void res.type("html").send("<h1>Read</h1>"));
  app.post("/post", (_req, res) => void res.type("html").send("<h1>Passed</h1>"));
  app.use(((error, _req, res, _next) => {
    res
      .status((error as { status: number }).status)
      .type("html")
      .send("<h1>Refused</h1>");
  }) as ErrorRequestHandler);
  return app;
}

/** Any other page: what its path says, with a form that goes to the address in its query. */
const other = createServer((req, res) => {
  const url = new URL(req.url ?? "", "http://other");
  const to = url.searchParams.get("to") ?? "";
  res.setHeader("content-type", "text/html");
  if (url.pathname === "/fetch")
    res.end(`<script>fetch(${JSON.stringify(to)}, { method: "POST", mode: "no-cors", credentials: "include" })
      .finally(() => { document.title = "sent" })</script>`);
  else if (url.pathname === "/link") res.end(`<a href="${to}">Go</a>`);
  else res.end(form(to, url.searchParams.get("more") ?? ""));
});
const port = () => (other.address() as AddressInfo).port;
const trusted = (host: string): string => `http://trusted.${host}:${port()}`;

let site: Started;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  site = await listen(application());
  const args = [...(launchOptions.args ?? []), "--host-resolver-rules=MAP *.test 127.0.0.1"];
  browser = await chromium.launch({ ...launchOptions, args });
});
afterAll(async () => {
  await browser.close();
  await site.close();
  other.close();
});
beforeEach(async () => {
  seen = [];
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  page = await context.newPage();
});

/** What becomes of the form on a page. */
async function sendFrom(url: string): Promise<(typeof seen)[number] | undefined> {
  await page.goto(url);
  await page.getByRole("button", { name: "Go" }).click();
  await page.locator("h1").waitFor();
  expect(seen).toHaveLength(1);
  return seen[0];
}

// Chromium trusts *.localhost as it trusts https. It does not trust http://site.test.
describe.each([
  ["app.localhost", true],
  ["site.test", false],
])("http://%s", (host, says) => {
  const own = () => `http://${host}:${new URL(site.url).port}`;
  const elsewhere = (name: string, path: string, to: string, more = "") =>
    `http://${name}:${port()}${path}?${new URLSearchParams({ to: own() + to, more })}`;
  const header = (value: string) => (says ? value : undefined);

  it("takes its own form", async () => {
    expect(await sendFrom(`${own()}/`)).toEqual({
      site: header("same-origin"),
      origin: own(),
      status: 200,
    });
  });

  it("takes what its own script sends", async () => {
    await page.goto(`${own()}/`);
    const status = await page.evaluate(
      async () => (await fetch("/post", { method: "POST" })).status,
    );
    expect([status, seen[0]?.site]).toEqual([200, header("same-origin")]);
  });

  it.each([
    ["another site", "evil.example.test", "cross-site"],
    ["a subdomain", `sub.${host}`, "same-site"],
    ["another port", host, "same-site"],
    ["a name that begins like ours", `${host}.evil.test`, "cross-site"],
  ])("refuses a form of %s", async (_, name, expected) => {
    expect(await sendFrom(elsewhere(name, "/", "/post"))).toEqual({
      site: header(expected),
      origin: `http://${name}:${port()}`,
      status: 403,
    });
  });

  it.each(["multipart/form-data", "text/plain"])("refuses such a form as %s", async (type) => {
    const url = elsewhere("evil.example.test", "/", "/post", `enctype="${type}"`);
    expect((await sendFrom(url))?.status).toBe(403);
  });

  it("refuses what a script of another site sends, with the visitor's cookie or without", async () => {
    await page.goto(`${own()}/login`);
    await page.goto(elsewhere(`sub.${host}`, "/fetch", "/post"));
    await page.waitForFunction(() => document.title === "sent");
    expect(seen.map(({ status }) => status)).toEqual([403]);
  });

  it("refuses a form without a referrer, and one of a sandboxed page of its own", async () => {
    const quiet = elsewhere("evil.example.test", "/", "/post", 'rel="noreferrer"');
    expect((await sendFrom(quiet))?.status).toBe(403);
    seen = [];
    expect(await sendFrom(`${own()}/sandbox`)).toEqual({
      site: header("cross-site"),
      origin: "null",
      status: 403,
    });
  });

  it("refuses a form of another site that comes by a redirect of its own", async () => {
    const answered = await sendFrom(elsewhere("evil.example.test", "/", "/redirect"));
    expect(answered?.status).toBe(403);
    expect(answered?.site).toBe(header("cross-site"));
  });

  it("takes a form of a trusted origin", async () => {
    expect(await sendFrom(elsewhere(`trusted.${host}`, "/", "/post"))).toEqual({
      site: header("same-site"),
      origin: trusted(host),
      status: 200,
    });
  });

  it("lets links from everywhere through", async () => {
    await page.goto(elsewhere("evil.example.test", "/link", "/read"));
    await page.getByRole("link").click();
    expect(await page.locator("h1").textContent()).toBe("Read");
  });

  // The page asks the browser to say nothing, and then only Sec-Fetch-Site tells it from a stranger's.
  it(`${says ? "takes" : "refuses"} its own form under Referrer-Policy: no-referrer`, async () => {
    expect(await sendFrom(`${own()}/quiet`)).toEqual({
      site: header("same-origin"),
      origin: "null",
      status: says ? 200 : 403,
    });
  });
});
