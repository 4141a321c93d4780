// The inspector in real Chromium, looking at tokens of real Flask.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { flaskTokens } from "../cli/flask-tokens.ts";
import { launch } from "./browser.ts";
import {
  type Inspecting,
  type Opened,
  openPage,
  shown,
  startInspector,
  verdict,
} from "./inspector-server.ts";

const KEY = "3d0a6f5f1c8e4b7a9d2c6e1f0b5a8d7c4e3f2a1b0c9d8e7f";
const tokens = flaskTokens(KEY);

let server: Inspecting;
let browser: Browser;
let opened: Opened;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInspector(), launch()]);
});
afterAll(async () => {
  await browser.close();
  expect(await server.stop()).toBe(0);
});
beforeEach(async () => {
  opened = await openPage(browser, server.url);
  page = opened.page;
});
afterEach(async () => {
  // After each walk: nothing left the page, and the browser had nothing to say.
  expect(opened.requests).toEqual([]);
  expect(opened.complaints).toEqual([]);
  await opened.context.close();
});

const paste = (text: string) => page.getByLabel("Cookie or token").fill(text);
const typeKey = (key: string) => page.getByLabel("Secret key").fill(key);

describe("without a key", () => {
  it("has nothing to show until something is pasted", async () => {
    expect(await verdict(page)).toContain("Nothing to look at yet.");
    expect(await page.locator("#inspection").isVisible()).toBe(false);
  });

  it("shows the parts of a session, its data and its times, and that nothing is verified", async () => {
    await paste(tokens.session);
    expect(await page.locator("#strip .part").allTextContents()).toEqual(tokens.session.split("."));
    expect(await shown(page, "username")).toEqual(["str", '"alice"']);
    expect(await verdict(page)).toContain("Not verified. It looks like a Flask session");
    expect(await page.locator(".times dt").allTextContents()).toEqual(["Signed", "Now", "Expires"]);
  });

  it("names the types of Python's values", async () => {
    await paste(tokens.rich);
    expect(await shown(page, "rate")).toEqual(["float", "1.0"]);
    expect(await shown(page, "big")).toEqual(["big int", String(2n ** 70n)]);
    expect(await shown(page, "none")).toEqual(["None", "null"]);
    expect(await shown(page, "yes")).toEqual(["bool", "true"]);
    expect(await shown(page, "pair")).toEqual(["tuple", "2 items"]);
    expect(await shown(page, "raw")).toEqual(["bytes", 'b"\\x00\\xff\\x10"']);
    expect(await shown(page, "id")).toEqual(["UUID", "12345678-1234-5678-1234-567812345678"]);
    expect(await shown(page, "html")).toEqual(["Markup", '"<b>hi</b>"']);
    expect(await shown(page, "when")).toEqual(["datetime", "Tue, 02 Jan 2024 03:04:05 GMT"]);
  });

  it("takes the cookie out of a header line", async () => {
    for (const line of [
      `Cookie: theme=dark; session=${tokens.session}; lang=de`,
      `Set-Cookie: session=${tokens.session}; HttpOnly; Path=/`,
      `remember_token=${tokens.remember}; session=${tokens.session}`,
      ` "${tokens.session}"\n`,
    ]) {
      await paste(line);
      expect((await page.locator("#strip").textContent()) ?? "").toBe(tokens.session);
    }
  });

  it("says what cannot be read, and stays usable", async () => {
    await paste(`.eJwNONSENSE.ZVPxAA.AAAA`);
    expect(await page.locator("#data").textContent()).toContain("It cannot be read");
    await paste("nonsense");
    expect(await verdict(page)).toContain("No signature.");
    await paste("<img src=x onerror=alert(1)>.ZVPxAA.AAAA");
    expect(await page.locator("main img").count()).toBe(0);
    await paste("");
    expect(await page.locator("#inspection").isVisible()).toBe(false);
  });
});

describe("with the key", () => {
  it.each([
    ["session", "It is a Flask session."],
    ["rich", "It is a Flask session."],
    ["timed", "It is a token of ItsDangerous with its default salt."],
    ["untimed", "It is a token of ItsDangerous with its default salt."],
    ["signer", "It is a value of ItsDangerous' Signer with its default salt."],
    ["sid", "It is the id of a session that Flask-Session keeps on the server."],
    ["csrf", "It is a CSRF token of Flask-WTF."],
    ["remember", "It is a remember_token of Flask-Login."],
    ["sha512", "salt “cookie-session”, derivation hmac, digest sha512."],
    ["concat", "salt “cookie-session”, derivation django-concat, digest sha1."],
  ] as const)("finds out how real Flask signed: %s", async (name, text) => {
    await paste(tokens[name]);
    await typeKey(KEY);
    expect(await verdict(page)).toContain(`Verified. `);
    expect(await verdict(page)).toContain(text);
  });

  it("refuses another key, and tampered parts", async () => {
    await paste(tokens.session);
    await typeKey(`${KEY}x`);
    expect(await verdict(page)).toContain("The signature does not fit.");
    await typeKey(KEY);
    expect(await verdict(page)).toContain("Verified.");
    const forged = Buffer.from('{"username":"admin"}').toString("base64url");
    await paste(tokens.session.replace(/^[^.]+/, forged));
    expect(await shown(page, "username")).toEqual(["str", '"admin"']);
    expect(await verdict(page)).toContain("The signature does not fit.");
  });

  it("knows expired ones, ones of the future, and the lifetime that one gives", async () => {
    await paste(tokens.old);
    await typeKey(KEY);
    expect(await verdict(page)).toContain("Expired.");
    expect(await page.locator(".times dt").allTextContents()).toEqual(["Signed", "Expired", "Now"]);
    await page.getByLabel("Length").fill("60");
    expect(await verdict(page)).toContain("Verified.");
    await paste(tokens.ahead);
    expect(await verdict(page)).toContain("Of the future.");
  });

  it("takes another way of signing, when it is told", async () => {
    await paste(tokens.own_salt);
    await typeKey(KEY);
    expect(await verdict(page)).toContain("The signature does not fit.");
    await page.getByLabel("Signed as").selectOption("custom");
    await page.getByLabel("Salt").fill("my-salt");
    expect(await verdict(page)).toContain("Verified.");
    await page.getByLabel("Signed as").selectOption("session");
    expect(await verdict(page)).toContain("This key did not sign it as a Flask session");
  });

  it.each([
    ["hex", Buffer.from(KEY).toString("hex")],
    ["base64", Buffer.from(KEY).toString("base64")],
    ["python", `b'${KEY.replace("3d", "\\x33d")}'`],
  ])("takes a key written as %s", async (format, key) => {
    await paste(tokens.session);
    await page.getByLabel("Written as").selectOption(format);
    await typeKey(key);
    expect(await verdict(page)).toContain("Verified.");
    if (format === "hex") {
      await typeKey("not hex");
      expect(await verdict(page)).toContain("The key cannot be read.");
    }
  });
});
