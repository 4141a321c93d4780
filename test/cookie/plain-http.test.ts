// Secure by "auto" follows the request. In production a request over http is most likely one behind a
// proxy that nobody was told of.
import type { CookieOptions } from "dewar";
import { expect, test } from "vitest";
import { freshDewar } from "../session/fresh.ts";
import { SECRET } from "../session/kit.ts";

const WARNING =
  'DEWAR_PLAIN_HTTP: cookie.secure is "auto", and a request in production came over http, so the ' +
  "session cookie is sent without Secure. Behind a proxy that ends TLS, tell the framework to trust " +
  "it; or pass cookie: { secure: true }, or false to send it over http on purpose.";

/** The cookies of three visits, and what was warned of. */
async function visits(NODE_ENV: string, cookie: CookieOptions, secure?: boolean) {
  const { dewar, warnings } = await freshDewar({ NODE_ENV });
  const sessions = new dewar.SecureCookieSessionInterface({ secretKey: SECRET, cookie });
  const cookies = [1, 2, 3].map(() => {
    const session = sessions.openSession(undefined, secure === undefined ? {} : { secure });
    session.set("a", 1);
    const headers = new Headers();
    sessions.saveSession(session, headers);
    return headers.get("set-cookie")?.replace(/^[^;]*; /, "");
  });
  expect(new Set(cookies).size).toBe(1);
  return [cookies[0], warnings];
}

const PLAIN = "Path=/; HttpOnly; SameSite=Lax";
const SECURE = "Path=/; HttpOnly; Secure; SameSite=Lax";

test.each<[string, CookieOptions, boolean | undefined, string, string[]]>([
  ["production", {}, false, PLAIN, [WARNING]],
  ["production", { secure: "auto" }, undefined, PLAIN, [WARNING]],
  ["production", {}, true, SECURE, []],
  ["production", { secure: false }, false, PLAIN, []],
  ["production", { secure: true }, false, SECURE, []],
  ["development", {}, false, PLAIN, []],
  ["development", {}, true, SECURE, []],
])("in %s, with %j, over https: %j", async (env, cookie, secure, attributes, warnings) => {
  expect(await visits(env, cookie, secure)).toEqual([attributes, warnings]);
});

test("a visitor who only reads is no reason to warn", async () => {
  const { dewar, warnings } = await freshDewar({ NODE_ENV: "production" });
  const sessions = new dewar.SecureCookieSessionInterface({ secretKey: SECRET });
  const session = sessions.openSession(undefined, { secure: false });
  session.get("username");
  sessions.saveSession(session, new Headers());
  expect(warnings).toEqual([]);
});
