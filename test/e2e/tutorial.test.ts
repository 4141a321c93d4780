// A visitor walks through the tutorial, in real Chromium.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { launchOptions, sessionCookie, visitsTo } from "./browser.ts";
import { logIn, texts } from "./pages.ts";
import { root, startTutorial } from "./server.ts";

const SECRET_KEY = "7e1ed1c5a0d54c0c9a3d7a41ffb0e1b5c2a9f7d3e6b8140f";
const SEVEN_DAYS = 7 * 24 * 60 * 60;

const visits = visitsTo(() => startTutorial({ SECRET_KEY }));
let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  ({ context, page } = await visits.begin());
});

describe("being known", () => {
  it("greets a stranger with the way to the login", async () => {
    await page.goto("/");
    expect(await page.locator("h1").textContent()).toBe("You are not logged in.");
    await page.locator(".hero").getByRole("link", { name: "Log in" }).click();
    expect(new URL(page.url()).pathname).toBe("/login");
    expect(await context.cookies()).toEqual([]); // Nobody gets a cookie for looking.
  });

  it("counts the visits of who logs in, and forgets who logs out", async () => {
    await page.goto("/login");
    await logIn(page, "Zoë <b>");
    expect(await page.locator("h1").textContent()).toBe("Welcome back, Zoë <b>!");
    expect(await page.locator(".count").textContent()).toBe("Your visit count: 1");
    await page.reload();
    expect(await page.locator(".count").textContent()).toBe("Your visit count: 2");
    expect(await sessionCookie(context)).toMatchObject({
      ...{ expires: -1, httpOnly: true, secure: false, sameSite: "Lax", path: "/" },
    });

    await page.getByRole("button", { name: "Log out" }).click();
    expect(await page.locator("h1").textContent()).toBe("You are not logged in.");
    expect(await context.cookies()).toEqual([]);
  });

  it("wants a name, and one that fits into a cookie", async () => {
    await page.goto("/login");
    await logIn(page, "   ");
    expect(new URL(page.url()).pathname).toBe("/login");
    expect(await texts(page, ".flashes .error")).toEqual(["Name cannot be empty"]);

    await page.locator("#username").evaluate((input) => input.removeAttribute("maxlength"));
    await logIn(page, "a".repeat(5000));
    expect(await texts(page, ".flashes .error")).toEqual([
      "Name cannot be longer than 40 characters",
    ]);
  });

  it("starts over with another login", async () => {
    await page.goto("/login");
    await logIn(page, "alice", { remember: true });
    await page.goto("/login");
    await logIn(page, "bob");
    expect(await page.locator("h1").textContent()).toBe("Welcome back, bob!");
    expect(await page.locator(".count").textContent()).toBe("Your visit count: 1");
    expect(await sessionCookie(context)).toMatchObject({ expires: -1 });
  });
});

describe("being remembered", () => {
  it("keeps the cookie for seven days, and moves that date on with each visit", async () => {
    await page.goto("/login");
    await logIn(page, "alice", { remember: true });
    const first = (await sessionCookie(context))?.expires ?? 0;
    expect(Math.abs(first - Date.now() / 1000 - SEVEN_DAYS)).toBeLessThan(5);
    await page.waitForTimeout(1100);
    await page.goto("/post");
    expect((await sessionCookie(context))?.expires).toBeGreaterThan(first);
  });

  it.each([
    { remember: true, after: "Welcome back, alice!" },
    { remember: false, after: "You are not logged in." },
  ])("after closing the browser, remember me $remember: $after", async ({ remember, after }) => {
    const profile = mkdtempSync(join(tmpdir(), "dewar-profile-"));
    const open = () => chromium.launchPersistentContext(profile, launchOptions);
    try {
      const before = await open();
      const tab = await before.newPage();
      await tab.goto(`${visits.server.origin}/login`);
      await logIn(tab, "alice", { remember });
      await before.close();

      const again = await open();
      const other = await again.newPage();
      await other.goto(visits.server.origin);
      expect(await other.locator("h1").textContent()).toBe(after);
      await again.close();
    } finally {
      rmSync(profile, { recursive: true, force: true });
    }
  });

  it("survives a restart of the server, with a key that it made itself", async () => {
    let restarted = await startTutorial();
    await page.goto(`${restarted.origin}/login`);
    await logIn(page, "alice");
    await restarted.stop();

    const instance = `${root}examples/tutorial/instance`;
    expect(statSync(`${instance}/secret_key`).mode & 0o777).toBe(0o600);
    expect(statSync(instance).mode & 0o777).toBe(0o700);

    restarted = await startTutorial();
    await page.goto(restarted.origin);
    expect(await page.locator("h1").textContent()).toBe("Welcome back, alice!");
    expect(await page.locator(".count").textContent()).toBe("Your visit count: 2");
    await restarted.stop();
  });
});

describe("flash messages", () => {
  it("shows once that an article was published", async () => {
    await page.goto("/post");
    await page.getByLabel("Title").fill('On "dewars" & <b>flasks</b>');
    await page.getByRole("button", { name: "Publish" }).click();
    expect(new URL(page.url()).pathname).toBe("/post");
    expect(await texts(page, ".flashes .success")).toEqual([
      'Article "On "dewars" & <b>flasks</b>" published successfully!',
    ]);
    await page.reload();
    expect(await texts(page, ".flashes li")).toEqual([]);
    expect(await context.cookies()).toEqual([]); // Nothing is left to remember.
  });

  it("says what is missing", async () => {
    await page.goto("/post");
    await page.getByRole("button", { name: "Publish" }).click();
    expect(await texts(page, ".flashes .error")).toEqual(["Title cannot be empty"]);
  });

  it("shows all that wait with their categories, once; escapes text, but not Markup", async () => {
    await page.goto("/flash-demo");
    expect(await page.getByText("No messages.").count()).toBe(1);
    await page.getByRole("button", { name: "Leave five messages" }).click();
    expect(await texts(page, ".waiting .category")).toEqual([
      ...["message", "success", "error", "text", "markup"],
    ]);
    expect(await texts(page, ".waiting .words")).toEqual([
      "A message without a category of its own",
      "Something went well",
      "Something went wrong",
      "Text is escaped: <em>not emphasised</em>",
      "Markup is not: emphasised",
    ]);
    expect(await texts(page, ".waiting em")).toEqual(["emphasised"]);
    await page.getByRole("link", { name: "Reload this page" }).click();
    expect(await page.getByText("No messages.").count()).toBe(1);
  });

  it("loses none to a page that does not exist", async () => {
    await page.goto("/flash-demo");
    await page.getByRole("button", { name: "Leave them and look at the cookie" }).click();
    await page.goto("/favicon.ico");
    await page.goto("/post");
    expect(await page.locator(".flashes li").count()).toBe(5);
  });
});

it("says that a page does not exist", async () => {
  const response = await page.goto("/no/such/page");
  expect(response?.status()).toBe(404);
  expect(await page.locator("h1").textContent()).toBe("Nothing here");
  expect((await page.goto("/static/no-such.css"))?.status()).toBe(404);
});

describe("in the terminal", () => {
  it("says where it is, how to stop it, and that it has stopped", async () => {
    const own = await startTutorial({ SECRET_KEY });
    await page.goto(own.origin); // Leaves a connection open.
    await own.stop();
    expect(
      own
        .output()
        .split("\n")
        .filter((line) => line && !/^(>|npm warn)/.test(line)),
    ).toEqual([`The tutorial runs at ${own.origin}`, "Press Ctrl+C to stop it.", "Stopped."]);
  });

  it("names the way out when the port is taken", async () => {
    const { port } = new URL(visits.server.origin);
    await expect(startTutorial({ PORT: port, SECRET_KEY })).rejects.toThrow(
      /Try another one: PORT=5001 npm start/,
    );
  });

  it("takes only a number for a port", async () => {
    await expect(startTutorial({ PORT: "http", SECRET_KEY })).rejects.toThrow(
      /PORT must be a number from 0 to 65535, not "http"\./,
    );
  });
});
