// Every page in every state: valid HTML, nothing for axe to find in light and dark, on a phone and
// on a desktop, usable with the keyboard, nothing loaded from elsewhere. Leaves a picture of each.
import type { Page, Response } from "playwright-core";
import { describe, expect, it } from "vitest";
import { visitsTo } from "./browser.ts";
import { expectGoodLooks, htmlErrors, SCREENS, type State, tabTo } from "./looks.ts";
import { logIn } from "./pages.ts";
import { startTutorial } from "./server.ts";

const SECRET_KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978";

// In an order in which one visitor gets to see them all.
const STATES: State[] = [
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
  ["foreign-form", foreignForm],
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

/** A form that a page of another site posts here. */
async function foreignForm(page: Page): Promise<void> {
  const action = `${visits.server.origin}/login`;
  await page.goto(`data:text/html,<form method=post action=${action}><button>Win</button></form>`);
  await page.getByRole("button", { name: "Win" }).click();
  await page.getByText("This form was sent from another site").waitFor();
}

const visits = visitsTo(() => startTutorial({ SECRET_KEY }));

it.each(SCREENS)("looks good on %s", { timeout: 120_000 }, async (name, options) => {
  const { page } = await visits.begin(options);
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${visits.server.origin}/`)) elsewhere.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await expectGoodLooks(page, STATES, "tutorial", name);
  expect(elsewhere).toEqual([]);
  // The browser itself reports the answers 403, 404 and 415; nothing else may be wrong.
  expect(complaints.filter((text) => !/status of (403|404|415)/.test(text))).toEqual([]);
});

it("is valid HTML", async () => {
  const { page } = await visits.begin();
  let shown: Response | undefined;
  page.on("response", (response) => {
    if (response.request().isNavigationRequest()) shown = response;
  });
  for (const [name, reach] of STATES) {
    await reach(page);
    await page.waitForLoadState();
    const html = (await shown?.text()) ?? "";
    expect(html).toMatch(/^<!doctype html>[\s\S]*<\/html>$/);
    expect(await htmlErrors(html), name).toEqual([]);
  }
});

describe("with the keyboard alone", () => {
  it("leads from the top of the page to a login", async () => {
    const { page } = await visits.begin();
    await page.goto("/login");
    expect(await tabTo(page, "username")).toEqual([
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
  });

  it("skips to the content", async () => {
    const { page } = await visits.begin();
    await page.goto("/");
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the content" });
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Log in");
  });
});
