// The page that shows the cookie from the inside, and tampers with it.
import { deflateSync } from "node:zlib";
import { SecureCookieSessionInterface } from "dewar";
import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, expect, it } from "vitest";
import { sessionCookie, visitsTo } from "./browser.ts";
import { logIn, texts } from "./pages.ts";
import { startTutorial } from "./server.ts";

const SECRET_KEY = "b1c9f7f0a6e84f5d8d3c2b1a09f8e7d6c5b4a3928170605f";

const visits = visitsTo(() => startTutorial({ SECRET_KEY }));
let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  ({ context, page } = await visits.begin());
});

/** Another application with the same key. */
const sessions = (clock = Date.now) =>
  new SecureCookieSessionInterface({ secretKey: SECRET_KEY, clock });
const heading = () => page.locator("h1").textContent();
const verdict = () => page.locator(".verdict strong").textContent();

it("has nothing to show to a stranger", async () => {
  await page.goto("/cookie");
  expect(await texts(page, ".strip")).toEqual([]);
  expect(await page.getByText("You have no cookie from this server yet.").count()).toBe(1);
});

it("shows the cookie that the browser has: its parts, its data, its times", async () => {
  await page.goto("/login");
  await logIn(page, "alice");
  await page.goto("/cookie");
  const value = (await sessionCookie(context))?.value ?? "";
  expect(await texts(page, ".strip")).toEqual([value]);
  const parts = await Promise.all(
    ["payload", "timestamp", "signature"].map((part) => texts(page, `.strip .${part}`)),
  );
  expect(parts.flat()).toEqual(value.split("."));
  expect(await verdict()).toBe("The signature matches.");
  expect(JSON.parse((await texts(page, ".data")).join())).toEqual({ username: "alice", visits: 1 });
  expect(await page.getByText("Compressed: no.").count()).toBe(1);

  const seconds = Number(await page.locator(".timestamp code").textContent());
  expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(10);
  const [signed, expires] = (await texts(page, "dl dd")).map((text) => text.split(" UTC")[0] ?? "");
  const time = (text = "") => Date.parse(`${text.replace(" at ", " ")} UTC`) / 1000;
  expect(time(signed)).toBe(seconds);
  expect(time(expires)).toBe(seconds + 7 * 24 * 60 * 60);
});

it("shows messages that wait, and that a longer cookie is compressed", async () => {
  await page.goto("/flash-demo");
  await page.getByRole("button", { name: "Leave them and look at the cookie" }).click();
  expect(new URL(page.url()).pathname).toBe("/cookie");
  expect(await page.getByText("Compressed: yes.").count()).toBe(1);
  const [payload] = await texts(page, ".strip .payload");
  expect(payload).toMatch(/^\./);
  const data = JSON.parse((await texts(page, ".data")).join());
  expect(data._flashes).toHaveLength(5);
  expect(data._flashes[1]).toEqual({ " t": ["success", "Something went well"] });
});

it.each([
  { kind: "a plain cookie", remember: false },
  { kind: "a permanent one", remember: true },
])("no longer knows the owner of $kind that was tampered with", async ({ remember }) => {
  await page.goto("/login");
  await logIn(page, "alice", { remember });
  await page.goto("/cookie");
  await page.getByRole("button", { name: "Tamper with it" }).click();

  // What would be: the cookie in the browser is still the good one.
  const [before = "", after = ""] = await texts(page, ".strip");
  const changed = [...before].filter((letter, at) => letter !== after[at]);
  expect(after).toHaveLength(before.length);
  expect(changed).toHaveLength(1);
  expect(await texts(page, ".strip mark")).toHaveLength(2);
  const [, forged = ""] = await texts(page, ".data");
  expect(JSON.parse(forged).username).toMatch(/^[a-z]lice$/);
  expect(forged).not.toContain('"alice"');
  expect((await texts(page, ".data")).at(-1)?.split("\n").slice(1)).toEqual([
    'session.status // "bad-signature"',
    "{ ...session } // {}",
  ]);
  expect(await verdict()).toBe("The signature does not match.");
  await page.goto("/");
  expect(await heading()).toBe("Welcome back, alice!");

  // And now really.
  await page.goto("/cookie");
  await page.getByRole("button", { name: "Tamper with it" }).click();
  await page.getByRole("button", { name: "Put it into my browser" }).click();
  expect(new URL(page.url()).pathname).toBe("/cookie");
  const value = (await sessionCookie(context))?.value ?? "";
  expect(await texts(page, ".strip")).toEqual([value]);
  expect(await verdict()).toBe("The signature does not match.");
  expect(sessions().openSession(`session=${value}`).status).toBe("bad-signature");
  await page.goto("/");
  expect(await heading()).toBe("You are not logged in.");

  await page.goto("/login");
  await logIn(page, "alice");
  await page.goto("/cookie");
  expect(await verdict()).toBe("The signature matches.");
});

it("tampers with a compressed cookie, too", async () => {
  await page.goto("/flash-demo");
  await page.getByRole("button", { name: "Leave them and look at the cookie" }).click();
  await page.getByRole("button", { name: "Tamper with it" }).click();
  expect(await verdict()).toBe("The signature does not match.");
});

it.each(["nonsense", "eyJhIjoxfQ.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74", "a.b.c.d", "..", "a..b"])(
  "does not believe %s",
  async (value) => {
    await context.addCookies([{ name: "session", value, url: visits.server.origin }]);
    const response = await page.goto("/cookie");
    expect(response?.status()).toBe(200);
    expect(await texts(page, ".strip")).toEqual([value]);
    expect(await verdict()).toBe("The signature does not match.");
  },
);

it.each([
  ["deeply nested", "[".repeat(50_000) + "]".repeat(50_000)],
  ["a bomb", JSON.stringify({ a: "a".repeat(2_000_000) })],
])("stays calm about a payload that is %s", async (_, json) => {
  const value = `.${deflateSync(json).toString("base64url")}.ZVPxAA.AAAA`;
  await context.addCookies([{ name: "session", value, url: visits.server.origin }]);
  for (const path of ["/cookie", "/"]) {
    expect((await page.goto(path))?.status()).toBe(200);
  }
});

it("cannot read what is signed and no session", async () => {
  const value = sessions().signingSerializer.dumps(["not", "a", "dictionary"]);
  await context.addCookies([{ name: "session", value, url: visits.server.origin }]);
  await page.goto("/cookie");
  expect(await verdict()).toBe("The server cannot read it");
});

it("shows a cookie that is too old as expired", async () => {
  const clock = () => Date.now() - 8 * 24 * 60 * 60 * 1000;
  const value = sessions(clock).signingSerializer.dumps({ username: "alice" });
  await context.addCookies([{ name: "session", value, url: visits.server.origin }]);
  await page.goto("/cookie");
  expect(await verdict()).toBe("Expired.");
  expect(await page.getByText("8 days ago").count()).toBe(1);
});
