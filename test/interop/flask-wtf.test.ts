// The page about CSRF, against real Flask-WTF: its code makes and checks the same tokens.
import { SecureCookieSessionInterface, type Session } from "dewar";
import { URLSafeTimedSerializer } from "dewar/itsdangerous";
import { createClient } from "dewar/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Started } from "../contracts/run-contract.ts";
import { codeUnder, run } from "../recipes/block.ts";
import { startExtensions } from "./extensions.ts";

const secretKey = "5e9f0b2d7d214b810c1d7f2e83b4c6a1";
const sessions = new SecureCookieSessionInterface({ secretKey });

interface Page {
  generateCsrf(session: Session): string;
  isValidCsrf(session: Session, token: unknown): boolean;
}

let flask: Started;
let page: Page;

beforeAll(async () => {
  process.env["FLASK_SECRET_KEY"] = secretKey;
  page = await run<Page>(codeUnder("docs/csrf.md", "Flask-WTF"));
  flask = await startExtensions(secretKey);
});
afterAll(() => flask.close());

const post = (cookie: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${flask.url}/form`, {
    method: "POST",
    body: new URLSearchParams(body),
    headers: { cookie, ...headers },
  }).then(({ status }) => status);

/** A session that our side began, with its token and Cookie header. */
function begun(): { session: Session; token: string; cookie: string } {
  const session = sessions.openSession(null);
  const token = page.generateCsrf(session);
  const headers = new Headers();
  sessions.saveSession(session, headers);
  return { session, token, cookie: headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}

test("a token of ours is accepted by Flask-WTF, in the form and in both headers", async () => {
  const { session, token, cookie } = begun();
  expect(session.get("csrf_token")).toMatch(/^[0-9a-f]{40}$/);
  expect(token).toHaveLength(91);
  expect(await post(cookie, { csrf_token: token })).toBe(200);
  expect(await post(cookie, {}, { "x-csrftoken": token })).toBe(200);
  expect(await post(cookie, {}, { "x-csrf-token": token })).toBe(200);
});

test("a token of ours for another visitor, a changed one and none are refused by Flask-WTF", async () => {
  const { token, cookie } = begun();
  const changed = `${token.slice(0, 10)}${token[10] === "A" ? "B" : "A"}${token.slice(11)}`;
  expect(await post(begun().cookie, { csrf_token: token })).toBe(400);
  expect(await post(cookie, { csrf_token: changed })).toBe(400);
  expect(await post(cookie, {})).toBe(400);
});

test("a token of Flask-WTF's is accepted by us, and of ours is its session's value", async () => {
  const client = createClient(flask.url);
  const { csrf_token: token } = (await (await client.fetch("/form")).json()) as {
    csrf_token: string;
  };
  const session = sessions.openSession(await client.jar.getCookieString(client.url));
  expect(page.isValidCsrf(session, token)).toBe(true);
  const raw = session.get("csrf_token");
  const mine = page.generateCsrf(session);
  expect([session.get("csrf_token"), session.modified]).toEqual([raw, false]);
  expect(await post(await client.jar.getCookieString(client.url), { csrf_token: mine })).toBe(200);
});

test("what Flask-WTF would refuse is refused by us", () => {
  const { session, token } = begun();
  expect(page.isValidCsrf(session, token)).toBe(true);
  const wrong = [undefined, null, "", 1, [token], "a.b.c", token.slice(1), begun().token];
  for (const each of wrong) expect(page.isValidCsrf(session, each)).toBe(false);
  expect(page.isValidCsrf(sessions.openSession(null), token)).toBe(false);
  const aged = (seconds: number): string =>
    new URLSafeTimedSerializer(secretKey, {
      salt: "wtf-csrf-token",
      signerOptions: { clock: () => Date.now() - seconds * 1000 },
    }).dumps(session.get("csrf_token"));
  expect(page.isValidCsrf(session, aged(3590))).toBe(true);
  expect(page.isValidCsrf(session, aged(3602))).toBe(false);
});
