// The inspector's page in every state: valid HTML, nothing for axe to find in light and dark, on a
// phone and on a desktop, usable with the keyboard alone. Leaves a picture of each.
import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { HtmlValidate } from "html-validate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { type Inspecting, openPage, startInspector, verdict } from "./inspector-server.ts";
import { root } from "./server.ts";

const PICTURES = `${root}test-results/inspector`;

const example = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).click();
};

// In an order in which one visitor gets to see them all.
const STATES: [name: string, reach: (page: Page) => Promise<unknown>][] = [
  ["empty", async () => undefined],
  ["session", example("a session")],
  ["signed", (page) => page.getByRole("button", { name: "Sign", exact: true }).click()],
  ["unsignable", unsignable],
  ["token", example("a token")],
  ["csrf-expired", example("a CSRF token")],
  ["remember", example("a remember token")],
  ["wrong-key", (page) => page.getByLabel("Secret key").fill("another key")],
  ["another-way", (page) => page.getByLabel("Signed as").selectOption("custom")],
  ["unreadable", (page) => page.getByLabel("Cookie or token").fill(".eJwNONSENSE.ZVPxAA.AAAA")],
  ["no-key", (page) => page.getByLabel("Secret key").fill("")],
  ["no-signature", (page) => page.getByLabel("Cookie or token").fill("eyJhIjoxfQ")],
];

async function unsignable(page: Page): Promise<void> {
  await page.locator("#edit").fill('{"a": }');
  await page.getByRole("button", { name: "Sign", exact: true }).click();
}

let server: Inspecting;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  [server, browser] = await Promise.all([startInspector(), launch()]);
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
    const { context, page, requests, complaints } = await openPage(browser, server.url, {
      colorScheme,
      viewport: { width, height },
      reducedMotion: "reduce",
    });
    const found: Record<string, unknown> = {};
    for (const [name, reach] of STATES) {
      await reach(page);
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
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

it("is valid HTML", async () => {
  const html = await (await fetch(server.url)).text();
  const validator = new HtmlValidate({
    extends: ["html-validate:standard", "html-validate:a11y"],
    rules: { "attr-quotes": "off", "no-inline-style": "off" },
  });
  const { results } = await validator.validateString(html);
  const found = results.flatMap(({ messages }) => messages);
  expect(found.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`)).toEqual([]);
});

it("is used with the keyboard alone", async () => {
  const { context, page } = await openPage(browser, server.url);
  const focused = page.locator(":focus");
  const reached: string[] = [];
  const until = async (id: string): Promise<void> => {
    for (let stop = 0; stop < 40; stop++) {
      await page.keyboard.press("Tab");
      const outline = await focused.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline).toBe("solid");
      reached.push(await focused.evaluate((element) => element.id || element.textContent || ""));
      if (reached.at(-1) === id) return;
    }
    throw new Error(`the Tab key never came to ${id}: ${reached.join(", ")}`);
  };
  await until("Skip to the content");
  await until("a session");
  await page.keyboard.press("Enter");
  expect(await verdict(page)).toContain("Verified.");
  // The focus is where the cookie is; from there on in the order in which things stand.
  expect(await focused.getAttribute("id")).toBe("cookie");
  await until("edit");
  const fields = ["key", "show", "format", "profile", "lifetime", "unit"];
  expect(reached.filter((id) => fields.includes(id))).toEqual(fields);
  await until("sign");
  await page.keyboard.press("Enter");
  await until("copy");
  expect(await page.locator("#said").textContent()).toMatch(/^Signed: \d+ characters\.$/);
  await context.close();
});
