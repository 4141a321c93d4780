// What visitors do on the pages, in the tutorial and in its Flask twin alike.
import type { Page } from "playwright-core";

/** Fills in the login form that is open. */
export async function logIn(
  page: Page,
  name: string,
  { remember = false }: { remember?: boolean } = {},
): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  const button = remember ? "Remember me for 7 days" : "Log in";
  await page.getByRole("button", { name: button }).click();
}

/** The texts of all elements that are there once the page has been read. */
export async function texts(page: Page, selector: string): Promise<string[]> {
  await page.waitForLoadState("domcontentloaded");
  return page.locator(selector).allTextContents();
}
