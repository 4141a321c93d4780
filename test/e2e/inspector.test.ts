// The inspector in real Chromium, looking at tokens of real Flask.
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { flaskTokens } from "../cli/flask-tokens.ts";
import { visitsTo } from "./browser.ts";
import { openPage, paste, shown, startInspector, typeKey, verdict } from "./inspector-server.ts";

const KEY = "3d0a6f5f1c8e4b7a9d2c6e1f0b5a8d7c4e3f2a1b0c9d8e7f";
const tokens = flaskTokens(KEY);

const visits = visitsTo(startInspector);
let page: Page;
beforeEach(async () => {
  page = await openPage(visits);
});

describe("without a key", () => {
  it("has nothing to show until something is pasted", async () => {
    expect(await verdict(page)).toContain("Nothing to look at yet.");
    expect(await page.locator("#inspection").isVisible()).toBe(false);
  });

  it("shows the parts of a session, its data and its times, and that nothing is verified", async () => {
    await paste(page, tokens.session);
    expect(await page.locator("#strip .part").allTextContents()).toEqual(tokens.session.split("."));
    expect(await shown(page, "username")).toEqual(["str", '"alice"']);
    expect(await verdict(page)).toContain("Not verified. It looks like a Flask session");
    expect(await page.locator(".times dt").allTextContents()).toEqual(["Signed", "Now", "Expires"]);
  });

  it("names the types of Python's values", async () => {
    await paste(page, tokens.rich);
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
      await paste(page, line);
      expect((await page.locator("#strip").textContent()) ?? "").toBe(tokens.session);
    }
  });

  it("says what cannot be read, and stays usable", async () => {
    await paste(page, `.eJwNONSENSE.ZVPxAA.AAAA`);
    expect(await page.locator("#data").textContent()).toContain("It cannot be read");
    await paste(page, "nonsense");
    expect(await verdict(page)).toContain("No signature.");
    await paste(page, "<img src=x onerror=alert(1)>.ZVPxAA.AAAA");
    expect(await page.locator("main img").count()).toBe(0);
    await paste(page, "");
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
    await paste(page, tokens[name]);
    await typeKey(page, KEY);
    expect(await verdict(page)).toContain(`Verified. `);
    expect(await verdict(page)).toContain(text);
  });

  it("refuses another key, and tampered parts", async () => {
    await paste(page, tokens.session);
    await typeKey(page, `${KEY}x`);
    expect(await verdict(page)).toContain("The signature does not match.");
    await typeKey(page, KEY);
    expect(await verdict(page)).toContain("Verified.");
    const forged = Buffer.from('{"username":"admin"}').toString("base64url");
    await paste(page, tokens.session.replace(/^[^.]+/, forged));
    expect(await shown(page, "username")).toEqual(["str", '"admin"']);
    expect(await verdict(page)).toContain("The signature does not match.");
  });

  it("knows expired ones, ones of the future, and the lifetime that one gives", async () => {
    await paste(page, tokens.old);
    await typeKey(page, KEY);
    expect(await verdict(page)).toContain("Expired.");
    expect(await page.locator(".times dt").allTextContents()).toEqual(["Signed", "Expired", "Now"]);
    await page.getByLabel("Length").fill("60");
    expect(await verdict(page)).toContain("Verified.");
    await paste(page, tokens.ahead);
    expect(await verdict(page)).toContain("From the future.");
  });

  it("takes another way of signing, when it is told", async () => {
    await paste(page, tokens.own_salt);
    await typeKey(page, KEY);
    expect(await verdict(page)).toContain("The signature does not match.");
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
    await paste(page, tokens.session);
    await page.getByLabel("Written as").selectOption(format);
    await typeKey(page, key);
    expect(await verdict(page)).toContain("Verified.");
    if (format === "hex") {
      await typeKey(page, "not hex");
      expect(await verdict(page)).toContain("The key cannot be read.");
    }
  });
});
