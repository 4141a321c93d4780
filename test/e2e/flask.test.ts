// A real Flask application and the tutorial share a key and a host; cookies ignore ports. In real
// Chromium, a visitor uses both as if they were one, whichever comes first.
import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { sessionCookie, visitsTo } from "./browser.ts";
import { logIn, texts } from "./pages.ts";
import { startFlask, startTutorial } from "./server.ts";

const SECRET_KEY = "1f2b5c0e9d8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a";
const SEVEN_DAYS = 7 * 24 * 60 * 60;

const visits = visitsTo(async () => {
  const both = [startFlask({ SECRET_KEY }), startTutorial({ SECRET_KEY })] as const;
  const [Flask, dewar] = await Promise.all(both);
  const stop = () => Promise.all([Flask.stop(), dewar.stop()]);
  return { Flask, dewar, origin: Flask.origin, stop };
});
let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  ({ context, page } = await visits.begin());
});

const greeting = () => page.locator("h1").textContent();
const count = () => page.locator(".count").textContent();

describe.each([
  { one: "Flask", other: "dewar" },
  { one: "dewar", other: "Flask" },
] as const)("from $one to $other", ({ one, other }) => {
  const at = (name: typeof one | typeof other, path = "/") =>
    page.goto(`${visits.server[name].origin}${path}`);

  it("greets who logged in at the other, and counts the visits of both", async () => {
    await at(one, "/login");
    await logIn(page, 'Zoë "Z" O\'Hara 🍶');
    expect(await greeting()).toBe('Welcome back, Zoë "Z" O\'Hara 🍶!');
    expect(await count()).toBe("Your visit count: 1");
    for (let visits = 2; visits <= 7; visits++) {
      await at(visits % 2 === 0 ? other : one);
      expect(await greeting()).toBe('Welcome back, Zoë "Z" O\'Hara 🍶!');
      expect(await count()).toBe(`Your visit count: ${visits}`);
    }
    expect(await context.cookies()).toHaveLength(1);
  });

  it("logs out of both at once", async () => {
    await at(one, "/login");
    await logIn(page, "alice");
    await at(other);
    await page.getByRole("button", { name: "Log out" }).click();
    expect(await greeting()).toBe("You are not logged in.");
    expect(await context.cookies()).toEqual([]);
    await at(one);
    expect(await greeting()).toBe("You are not logged in.");
  });

  it("remembers for seven days, wherever the visitor goes", async () => {
    await at(one, "/login");
    await logIn(page, "alice", { remember: true });
    for (const name of [other, one]) {
      const earlier = (await sessionCookie(context))?.expires ?? 0;
      expect(Math.abs(earlier - Date.now() / 1000 - SEVEN_DAYS)).toBeLessThan(5);
      await page.waitForTimeout(1100);
      await at(name); // Either one sets the date anew.
      expect(await greeting()).toBe("Welcome back, alice!");
      expect((await sessionCookie(context))?.expires).toBeGreaterThan(earlier);
    }
  });

  it("shows at the one what was flashed at the other, once", async () => {
    await at(one, "/flash-demo");
    await page.getByRole("button", { name: "Leave them and look at the cookie" }).click();
    await at(other, "/post");
    expect(await texts(page, ".flashes .message")).toEqual([
      "A message without a category of its own",
    ]);
    expect(await texts(page, ".flashes .text")).toEqual([
      "Text is escaped: <em>not emphasised</em>",
    ]);
    expect(await texts(page, ".flashes .markup")).toEqual(["Markup is not: emphasised"]);
    expect(await texts(page, ".flashes em")).toEqual(["emphasised"]);
    for (const name of [one, other]) {
      await at(name, "/post");
      expect(await texts(page, ".flashes li")).toEqual([]);
    }
  });

  it("publishes at both with the same words", async () => {
    await at(one, "/login");
    await logIn(page, "alice");
    for (const name of [one, other]) {
      await at(name, "/post");
      await page.getByLabel("Title").fill('Über "Dewars"');
      await page.getByRole("button", { name: "Publish" }).click();
      expect(await texts(page, ".flashes .success")).toEqual([
        'Article "Über "Dewars"" published successfully!',
      ]);
      await page.getByRole("button", { name: "Publish" }).click();
      expect(await texts(page, ".flashes .error")).toEqual(["Title cannot be empty"]);
    }
  });

  it("believes nothing that was tampered with", async () => {
    await at(one, "/login");
    await logIn(page, "alice");
    const cookie = await sessionCookie(context);
    const value = cookie?.value.replace(/^./, "a") ?? "";
    await context.addCookies([{ name: "session", value, url: visits.server[one].origin }]);
    for (const name of [one, other]) {
      await at(name);
      expect(await greeting()).toBe("You are not logged in.");
    }
  });
});
