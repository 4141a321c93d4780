// What everybody must be able to see and use: pages in every state, in pictures and to axe, as HTML
// and with the keyboard.
import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { HtmlValidate } from "html-validate";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { root } from "./server.ts";

/** A state of a page, and how a visitor gets there from the one before. */
export type State = [name: string, reach: (page: Page) => Promise<unknown>];

/** The screens that pages are looked at on, by name. */
export const SCREENS: [name: string, options: BrowserContextOptions][] = [
  ["phone-light", screen(390, 844, "light")],
  ["desktop-light", screen(1280, 800, "light")],
  ["phone-dark", screen(390, 844, "dark")],
  ["desktop-dark", screen(1280, 800, "dark")],
];

function screen(
  width: number,
  height: number,
  colorScheme: "light" | "dark",
): BrowserContextOptions {
  return { viewport: { width, height }, colorScheme, reducedMotion: "reduce" };
}

/**
 * Leaves a picture of each state in a folder of test-results; axe finds nothing in any, and nothing
 * is wider than the screen.
 */
export async function expectGoodLooks(
  page: Page,
  states: readonly State[],
  folder: string,
  screenName: string,
): Promise<void> {
  const pictures = `${root}test-results/${folder}`;
  mkdirSync(pictures, { recursive: true });
  const found: Record<string, unknown> = {};
  for (const [name, reach] of states) {
    await reach(page);
    await page.waitForLoadState();
    await page.screenshot({ path: `${pictures}/${name}-${screenName}.png`, fullPage: true });
    const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(passes.length, name).toBeGreaterThan(10);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (violations.length > 0)
      found[name] = violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
    if (wider > 0) found[`${name}, too wide`] = wider;
  }
  expect(found).toEqual({});
}

/** What is wrong with a document: line, rule and reason. */
export async function htmlErrors(
  html: string,
  rules: Record<string, "off"> = {},
): Promise<string[]> {
  const validator = new HtmlValidate({
    extends: ["html-validate:standard", "html-validate:a11y"],
    // Flask's flash block has class=flashes; the standard allows that.
    rules: { "attr-quotes": "off", ...rules },
  });
  const { results } = await validator.validateString(html);
  return results
    .flatMap(({ messages }) => messages)
    .map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`);
}

/** Presses Tab until the element of an id or text has the focus; what had it on the way, each visibly. */
export async function tabTo(page: Page, goal: string): Promise<string[]> {
  const focused = page.locator(":focus");
  const reached: string[] = [];
  while (reached.at(-1) !== goal) {
    if (reached.length === 40)
      throw new Error(`the Tab key never came to ${goal}: ${reached.join(", ")}`);
    await page.keyboard.press("Tab");
    const outline = await focused.evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return `${outlineStyle} ${outlineWidth}`;
    });
    expect(outline).toBe("solid 3px");
    reached.push(await focused.evaluate((element) => element.id || element.textContent || ""));
  }
  return reached;
}
