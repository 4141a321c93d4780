// The tutorial's forms work from its own pages only. It is copied, so this has to be right.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sessionCookie, visitsTo } from "./browser.ts";
import { logIn } from "./pages.ts";
import { startTutorial } from "./server.ts";

const SECRET_KEY = "5c0e9d8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a1f2b";

const visits = visitsTo(() => startTutorial({ SECRET_KEY }));
const PATHS = ["/login", "/login-remember", "/logout", "/post", "/flash-demo", "/cookie/spoil"];

async function post(path: string, headers: Record<string, string>) {
  const response = await fetch(`${visits.server.origin}${path}`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ username: "mallory", title: "t" }),
    headers,
  });
  return {
    status: response.status,
    cookies: response.headers.getSetCookie(),
    html: await response.text(),
  };
}

describe("by its headers", () => {
  it.each<[string, Record<string, string>]>([
    ["this origin", { "sec-fetch-site": "same-origin" }],
    ["the visitor's own doing, such as a reload", { "sec-fetch-site": "none" }],
    ["curl, which sends neither header", {}],
  ])("takes a POST of %s", async (_, headers) => {
    for (const path of PATHS) expect((await post(path, headers)).status).toBe(302);
  });

  it("takes a POST of an old browser that names this origin", async () => {
    const { origin } = visits.server;
    for (const path of PATHS) expect((await post(path, { origin })).status).toBe(302);
  });

  it.each<[string, Record<string, string>]>([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another host of the same domain", { "sec-fetch-site": "same-site" }],
    ["a value that is not defined", { "sec-fetch-site": "" }],
    ["another site of an old browser", { origin: "https://evil.example" }],
    ["another port of an old browser", { origin: "http://127.0.0.1:1" }],
    ["a sandboxed page of an old browser", { origin: "null" }],
    ["what is not an origin", { origin: "http://[" }],
  ])("refuses a POST of %s, without touching the session", async (_, headers) => {
    for (const path of PATHS) {
      const { status, cookies, html } = await post(path, headers);
      expect({ status, cookies }).toEqual({ status: 403, cookies: [] });
      expect(html).toContain("This form was sent from another site");
    }
  });

  it("does not believe Origin where Sec-Fetch-Site says otherwise", async () => {
    const { origin } = visits.server;
    expect((await post("/login", { "sec-fetch-site": "cross-site", origin })).status).toBe(403);
  });

  it("logs nobody out by a GET", async () => {
    const response = await fetch(`${visits.server.origin}/logout`);
    expect({ status: response.status, cookies: response.headers.getSetCookie() }).toEqual({
      ...{ status: 404, cookies: [] },
    });
  });
});

describe("in Chromium, from a page of another site", () => {
  const evil = createServer((req, res) => {
    res.setHeader("content-type", "text/html");
    res.end(`<form method="post" action="${visits.server.origin}${req.url}">
      <input name="username" value="mallory"><button>Win</button></form>`);
  });
  let context: BrowserContext;
  let page: Page;
  beforeAll(() => new Promise<void>((resolve) => evil.listen(0, resolve)));
  afterAll(() => void evil.close());
  beforeEach(async () => {
    ({ context, page } = await visits.begin());
  });

  // Another port is the same site; another name is another site.
  it.each(["127.0.0.1", "localhost"])("a form on %s logs nobody in or out", async (host) => {
    await page.goto("/login");
    await logIn(page, "alice");
    const cookie = await sessionCookie(context);
    for (const path of ["/login", "/logout"]) {
      await page.goto(`http://${host}:${(evil.address() as AddressInfo).port}${path}`);
      const answer = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button", { name: "Win" }).click();
      expect((await answer).status()).toBe(403);
      expect(await sessionCookie(context)).toEqual(cookie);
    }
    await page.goto("/");
    expect(await page.locator("h1").textContent()).toBe("Welcome back, alice!");
  });
});

it("keeps nothing of the visitor before at a login", async () => {
  const { context, page } = await visits.begin();
  await page.goto("/login");
  await logIn(page, "mallory", { remember: true });
  await page.goto("/login");
  await logIn(page, "alice");
  expect((await sessionCookie(context))?.expires).toBe(-1);
  expect(await page.locator(".count").textContent()).toBe("Your visit count: 1");
});

it("offers the inspector in development, and does not have it in production", async () => {
  const { page } = await visits.begin();
  await page.goto("/");
  await page.getByRole("link", { name: "inspector" }).click();
  expect(await page.locator("h1").textContent()).toBe("Look inside a cookie");
  const production = await startTutorial({ SECRET_KEY, NODE_ENV: "production" });
  try {
    expect((await fetch(`${production.origin}/inspector`)).status).toBe(404);
    expect(await (await fetch(production.origin)).text()).not.toContain("/inspector");
  } finally {
    await production.stop();
  }
});
