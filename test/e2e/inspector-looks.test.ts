// The inspector's page in every state: valid HTML, nothing for axe to find in light and dark, on a
// phone and on a desktop, usable with the keyboard alone. Leaves a picture of each.
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { visitsTo } from "./browser.ts";
import { openPage, paste, startInspector, typeKey, verdict } from "./inspector-server.ts";
import { expectGoodLooks, htmlErrors, SCREENS, type State, tabTo } from "./looks.ts";

const example = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).click();
};

// In an order in which one visitor gets to see them all.
const STATES: State[] = [
  ["empty", async () => undefined],
  ["session", example("a session")],
  ["signed", (page) => page.getByRole("button", { name: "Sign", exact: true }).click()],
  ["unsignable", unsignable],
  ["token", example("a token")],
  ["csrf-expired", example("a CSRF token")],
  ["remember", example("a remember token")],
  ["wrong-key", (page) => typeKey(page, "another key")],
  ["another-way", (page) => page.getByLabel("Signed as").selectOption("custom")],
  ["unreadable", (page) => paste(page, ".eJwNONSENSE.ZVPxAA.AAAA")],
  ["no-key", (page) => typeKey(page, "")],
  ["no-signature", (page) => paste(page, "eyJhIjoxfQ")],
];

async function unsignable(page: Page): Promise<void> {
  await page.locator("#edit").fill('{"a": }');
  await page.getByRole("button", { name: "Sign", exact: true }).click();
}

const visits = visitsTo(startInspector);

it.each(SCREENS)("looks good on %s", { timeout: 120_000 }, async (name, options) => {
  await expectGoodLooks(await openPage(visits, options), STATES, "inspector", name);
});

it("is valid HTML", async () => {
  const html = await (await fetch(visits.server.origin)).text();
  expect(await htmlErrors(html, { "no-inline-style": "off" })).toEqual([]);
});

it("is used with the keyboard alone", async () => {
  const page = await openPage(visits);
  await tabTo(page, "Skip to the content");
  await tabTo(page, "a session");
  await page.keyboard.press("Enter");
  expect(await verdict(page)).toContain("Verified.");
  // The focus is where the cookie is; from there on in the order in which things stand.
  expect(await page.locator(":focus").getAttribute("id")).toBe("cookie");
  const fields = ["key", "show", "format", "profile", "lifetime", "unit"];
  expect((await tabTo(page, "edit")).filter((id) => fields.includes(id))).toEqual(fields);
  await tabTo(page, "sign");
  await page.keyboard.press("Enter");
  await tabTo(page, "copy");
  expect(await page.locator("#said").textContent()).toMatch(/^Signed: \d+ characters\.$/);
});
