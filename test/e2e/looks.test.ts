// Every page in every state: valid HTML, nothing for axe to find in light and dark, on a phone and
// on a desktop, usable with the keyboard, nothing loaded from elsewhere. Leaves a picture of each.
import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { HtmlValidate } from "html-validate";
import type { Browser, Page, Response } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { logIn } from "./pages.ts";
import { root, type Server, startTutorial } from "./server.ts";

const SECRET_KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978";
const PICTURES = `${root}test-results/tutorial`;

// In an order in which one visitor gets to see them all.
const STATES: [name: string, reach: (page: Page) => Promise<unknown>][] = [
  ["welcome", (page) => page.goto("/")],
  ["cookie-none", (page) => page.goto("/cookie")],
  ["login", (page) => page.goto("/login")],
  ["login-error", (page) => logIn(page, "")],
  ["home", (page) => logIn(page, "alice")],
  ["cookie", (page) => page.goto("/cookie")],
  ["login-again", (page) => page.goto("/login")],
  [
    "home-remembered",
    (page) => logIn(page, "Wolfeschlegelsteinhausenbergerdorff", { remember: true }),
  ],
  ["post", (page) => page.goto("/post")],
  ["post-error", (page) => page.getByRole("button", { name: "Publish" }).click()],
  ["post-success", publish],
  ["flash-demo-none", (page) => page.goto("/flash-demo")],
  ["flash-demo", (page) => page.getByRole("button", { name: "Leave five" }).click()],
  ["cookie-flashes", (page) => page.getByRole("button", { name: "Leave them and" }).click()],
  ["tampered-compressed", (page) => page.getByRole("button", { name: "Tamper with it" }).click()],
  ["flashes-on-top", (page) => page.goto("/post")],
  ["cookie-remembered", (page) => page.goto("/cookie")],
  ["tampered", (page) => page.getByRole("button", { name: "Tamper with it" }).click()],
  ["cookie-spoiled", (page) => page.getByRole("button", { name: "Put it into" }).click()],
  ["404", (page) => page.goto("/no/such/page")],
  ["error", unreadable],
];

async function publish(page: Page): Promise<void> {
  await page.getByLabel("Title").fill("How cold things stay cold");
  await page.getByRole("button", { name: "Publish" }).click();
}

/** A form in an encoding that the server does not take. */
async function unreadable(page: Page): Promise<void> {
  await page.goto("/post");
  await page.route("**/post", (route) =>
    route.continue({
      headers: {
        ...route.request().headers(),
        "content-type": "application/x-www-form-urlencoded; charset=utf-7",
      },
    }),
  );
  await page.getByRole("button", { name: "Publish" }).click();
  await page.unroute("**/post");
}

let server: Server;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  [server, browser] = await Promise.all([startTutorial({ SECRET_KEY }), launch()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
  it.each([
    { device: "phone", width: 390, height: 844 },
    { device: "desktop", width: 1280, height: 800 },
  ])("on a $device", { timeout: 120_000 }, async ({ device, width, height }) => {
    const context = await browser.newContext({
      ...{
        baseURL: server.origin,
        colorScheme,
        viewport: { width, height },
        reducedMotion: "reduce",
      },
    });
    const page = await context.newPage();
    const elsewhere: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(`${server.origin}/`)) elsewhere.push(request.url());
    });
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    const found: Record<string, unknown> = {};
    for (const [name, reach] of STATES) {
      await reach(page);
      await page.waitForLoadState();
      await page.screenshot({
        path: `${PICTURES}/${name}-${device}-${colorScheme}.png`,
        fullPage: true,
      });
      const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(passes.length, name).toBeGreaterThan(10);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (violations.length > 0)
        found[name] = violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
      if (wider > 0) found[`${name}, too wide`] = wider;
    }
    expect(found).toEqual({});
    expect(elsewhere).toEqual([]);
    // The browser itself reports the answers 404 and 415; nothing else may be wrong.
    expect(complaints.filter((text) => !/status of (404|415)/.test(text))).toEqual([]);
    await context.close();
  });
});

it("is valid HTML", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:standard", "html-validate:a11y"],
    // Flask's flash block has class=flashes; the standard allows that.
    rules: { "attr-quotes": "off" },
  });
  const context = await browser.newContext({ baseURL: server.origin });
  const page = await context.newPage();
  let shown: Response | undefined;
  page.on("response", (response) => {
    if (response.request().isNavigationRequest()) shown = response;
  });
  for (const [name, reach] of STATES) {
    await reach(page);
    await page.waitForLoadState();
    const html = (await shown?.text()) ?? "";
    expect(html).toMatch(/^<!doctype html>[\s\S]*<\/html>$/);
    const { results } = await validator.validateString(html, name);
    const found = results.flatMap(({ messages }) => messages);
    expect(
      found.map(({ line, ruleId, message }) => `${name}:${line} ${ruleId}: ${message}`),
    ).toEqual([]);
  }
  await context.close();
});

describe("with the keyboard alone", () => {
  it("leads from the top of the page to a login", async () => {
    const context = await browser.newContext({ baseURL: server.origin });
    const page = await context.newPage();
    await page.goto("/login");
    const focused = page.locator(":focus");
    const reached: (string | null)[] = [];
    for (let stop = 0; stop < 10; stop++) {
      await page.keyboard.press("Tab");
      const outline = await focused.evaluate((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return `${outlineStyle} ${outlineWidth}`;
      });
      expect(outline).toBe("solid 3px");
      reached.push(await focused.evaluate((element) => element.id || element.textContent));
      if (reached.at(-1) === "username") break;
    }
    expect(reached).toEqual([
      ...[
        "Skip to the content",
        "dewar tutorial",
        "Home",
        "Post",
        "Flash demo",
        "Cookie",
        "username",
      ],
    ]);
    await page.keyboard.type("alice");
    await page.keyboard.press("Enter");
    await page.waitForURL("/");
    expect(await page.locator("h1").textContent()).toBe("Welcome back, alice!");
    await context.close();
  });

  it("skips to the content", async () => {
    const context = await browser.newContext({ baseURL: server.origin });
    const page = await context.newPage();
    await page.goto("/");
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the content" });
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Log in");
    await context.close();
  });
});
