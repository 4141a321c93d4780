// The documentation in real Chromium, without a network: search finds, pages fit, nobody is left out.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { launch } from "../e2e/browser.ts";
import { root } from "../house/source.ts";
import { DIST } from "./pages.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

let browser: Browser;
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? "/", "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    try {
      const body = readFileSync(join(root, DIST, path));
      res.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
      res.end(body);
    } catch {
      res.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

/** A page that may ask this server only, and whose scripts may not fail. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const elsewhere: string[] = [];
  const failures: string[] = [];
  page.on("pageerror", ({ message }) => failures.push(message));
  await page.route("**/*", (route) => {
    if (route.request().url().startsWith(url)) return route.continue();
    elsewhere.push(route.request().url());
    return route.abort();
  });
  onTestFinished(async () => {
    await context.close();
    expect({ elsewhere, failures }).toEqual({ elsewhere: [], failures: [] });
  });
  await page.goto(url + path, { waitUntil: "networkidle" });
  return page;
}

test("search finds a page without a network", async () => {
  const page = await open("/index.html");
  await page.keyboard.press("Control+k");
  await page.getByRole("searchbox").fill("secretKeyFallbacks");
  const first = page.locator("#localsearch-list a").first();
  await first.waitFor();
  expect(await first.getAttribute("href")).toMatch(/^\/(rotation|configuration|api\/)/);
  await first.click();
  await page.waitForURL(/(rotation|configuration|api\/).*\.html/);
});

// What people look for who come from elsewhere, or want what dewar does not do.
test.each([
  ["redis", /\/(limits|from\/express-session)/],
  ["nuxt", /\/(limits|adapters\/h3)/],
  ["lambda", /\/(serverless|limits)/],
  ["docker", /\/limits/],
  ["jest", /\/(testing|limits)/],
  ["encryption", /\/limits/],
  ["moduleResolution", /\/testing/],
  ["warnings", /\/errors/],
])("search for %s leads to a page about it", async (words, pages) => {
  const page = await open("/index.html");
  await page.keyboard.press("Control+k");
  await page.getByRole("searchbox").fill(words);
  const first = page.locator("#localsearch-list a").first();
  await first.waitFor();
  expect(await first.getAttribute("href")).toMatch(pages);
});

const PHONE = { viewport: { width: 375, height: 800 }, isMobile: true, hasTouch: true };
const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PAGES = [
  "/index.html",
  "/tutorial.html",
  "/configuration.html",
  "/errors.html",
  "/limits.html",
  "/wire-format.html",
  "/differences.html",
  "/api/dewar.express.html",
];

// Colours do not depend on the size: two of the four do.
describe.each([
  ["a phone, light", { ...PHONE, colorScheme: "light" }],
  ["a desktop, dark", { ...DESKTOP, colorScheme: "dark" }],
] as const)("on %s", (_name, options) => {
  test.each(PAGES)("%s fits, and everybody can use it", async (path) => {
    const page = await open(path, options);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
    const { violations } = await new AxeBuilder({ page })
      .include(".VPContent")
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});

test.each([
  ["a phone", PHONE],
  ["a desktop", DESKTOP],
])("on %s the first page shows the whole cookie before anybody scrolls", async (_name, options) => {
  const page = await open("/index.html", options);
  const picture = await page.getByRole("img", { name: "three parts" }).boundingBox();
  expect(picture).not.toBeNull();
  expect((picture?.y ?? 0) + (picture?.height ?? 0)).toBeLessThanOrEqual(options.viewport.height);
});

// Its colours follow the page's switch, not the system's.
test("the picture of the first page turns dark with the page", async () => {
  const page = await open("/index.html", { ...DESKTOP, colorScheme: "light" });
  const ground = page.locator(".cookie-parts rect.payload-tint");
  const colour = () => ground.evaluate((rect) => getComputedStyle(rect).fill);
  expect(await colour()).toBe("rgb(216, 241, 236)");
  await page.getByRole("switch").first().click();
  expect(await colour()).toBe("rgb(15, 55, 51)");
});
