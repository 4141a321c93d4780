// What the inspector signs anew goes back to dewar, and to real Flask and its extensions.
import { execFileSync } from "node:child_process";
import { SecureCookieSessionInterface } from "dewar";
import { decodePayload } from "dewar/itsdangerous";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { PYTHON } from "../cli/dewar.ts";
import { flaskTokens } from "../cli/flask-tokens.ts";
import { visitsTo } from "./browser.ts";
import { openPage, paste, startInspector, typeKey, verdict } from "./inspector-server.ts";
import { root } from "./server.ts";

const KEY = "3d0a6f5f1c8e4b7a9d2c6e1f0b5a8d7c4e3f2a1b0c9d8e7f";
const tokens = flaskTokens(KEY);

const visits = visitsTo(startInspector);
let page: Page;
beforeEach(async () => {
  page = await openPage(visits);
});

const payloadOf = (token: string): string => token.split(".").slice(0, -2).join(".");
const readByFlask = (kind: string, token: string): string =>
  JSON.parse(
    execFileSync(PYTHON, [`${root}test/e2e/inspector_peer.py`, KEY, kind, token], {
      encoding: "utf8",
    }),
  ) as string;

describe("edited and signed again", () => {
  const sign = async (edit: (text: string) => string): Promise<string> => {
    const editor = page.locator("#edit");
    await editor.fill(edit(await editor.inputValue()));
    await page.getByRole("button", { name: "Sign", exact: true }).click();
    return page.getByLabel("Signed", { exact: true }).inputValue();
  };

  it("is a session to dewar, and to real Flask with every type", async () => {
    await paste(page, tokens.rich);
    await typeKey(page, KEY);
    const token = await sign((text) => text.replace('"alice"', '"Zoë 🍶"'));
    const session = new SecureCookieSessionInterface({ secretKey: KEY }).openSession(
      `session=${token}`,
    );
    expect(session.status).toBe("valid");
    expect(session["username"]).toBe("Zoë 🍶");
    const python = readByFlask("session", token);
    for (const part of [
      "'username': 'Zoë 🍶'",
      "'rate': 1.0,",
      `'big': ${2n ** 70n},`,
      "'pair': (1, 'two')",
      "b'\\x00\\xff\\x10'",
      "UUID('12345678-1234-5678-1234-567812345678')",
      "Markup('<b>hi</b>')",
      "datetime.datetime(2024, 1, 2, 3, 4, 5,",
      "' t': {' t': 'escaped'}",
    ])
      expect(python).toContain(part);
    await page.getByRole("button", { name: "Inspect it" }).click();
    expect(await page.getByLabel("Cookie or token").inputValue()).toBe(token);
    expect(await verdict(page)).toContain("Verified. It is a Flask session.");
  });

  it("is the same token when neither data nor time changed", async () => {
    await paste(page, tokens.session);
    await typeKey(page, KEY);
    const keep = page.getByLabel("Keep the time it was signed");
    const { session, timed, untimed, csrf, sid, remember } = tokens;
    for (const token of [session, timed, untimed, csrf, sid, remember]) {
      await paste(page, token);
      if (await keep.isEnabled()) await keep.check();
      expect(await sign((text) => text)).toBe(token);
    }
    // Compressed, the bytes are another zlib's; the text and the time are the same.
    await paste(page, tokens.rich);
    await keep.check();
    const token = await sign((text) => text);
    expect(decodePayload(payloadOf(token))).toBe(decodePayload(payloadOf(tokens.rich)));
    expect(token.split(".").at(-2)).toBe(tokens.rich.split(".").at(-2));
  });

  it("is a CSRF token, an ItsDangerous token, a remember token to who reads them", async () => {
    await paste(page, tokens.csrf);
    await typeKey(page, KEY);
    expect(readByFlask("csrf", await sign(() => '"0123"'))).toBe("'0123'");
    await paste(page, tokens.timed);
    expect(readByFlask("token", await sign(() => '{"b": "é", "a": [1.0]}'))).toBe(
      "{'b': 'é', 'a': [1.0]}",
    );
    await paste(page, tokens.remember);
    expect(readByFlask("remember", await sign(() => "43"))).toBe("'43'");
  });

  it("says what cannot be signed, and where", async () => {
    await paste(page, tokens.session);
    const problem = page.getByRole("alert");
    await page.getByRole("button", { name: "Sign", exact: true }).click();
    expect(await problem.textContent()).toContain("Signing needs the key");
    expect(await page.locator(":focus").getAttribute("id")).toBe("key");
    await typeKey(page, KEY);
    for (const [text, said] of [
      ['{"a": }', "Unexpected token '}'"],
      ["[1]", "A session is an object"],
      ['{"a": {" u": "no uuid"}}', "32 hex digits"],
    ] as const) {
      await page.locator("#edit").fill(text);
      await page.getByRole("button", { name: "Sign", exact: true }).click();
      expect(await problem.textContent()).toContain(said);
      expect(await page.locator("#signed").isVisible()).toBe(false);
    }
    await page.getByRole("button", { name: "Undo my changes" }).click();
    expect(await problem.textContent()).toBe("");
    expect(await page.locator("#edit").inputValue()).toBe('{"username": "alice"}');
  });
});
