// A cookie is a session by its signature, key, salt and digest alone, and until it expires.
import { createHmac } from "node:crypto";
import { SecureCookieSessionInterface } from "dewar";
import { session as fetchSession } from "dewar/fetch";
import { type DigestMethod, URLSafeTimedSerializer } from "dewar/itsdangerous";
import { expect, test } from "vitest";
import { cookieFrom, cookieOf, NOW, SECRET, sessionsAt, visit } from "../session/kit.ts";

const statusOf = (value: string): string => sessionsAt().openSession(`session=${value}`).status;
const clock = (): number => NOW * 1000;

test("a token of another purpose is no session, and a session is no such token", () => {
  const sessions = sessionsAt();
  const value = sessions.signingSerializer.dumps({ username: "admin" });
  for (const salt of ["itsdangerous", "activate", "wtf-csrf-token", "flask-session", ""])
    for (const keyDerivation of ["django-concat", "concat", "hmac"] as const)
      for (const digestMethod of ["sha1", "sha512"] as const) {
        const signerOptions = { keyDerivation, digestMethod, clock };
        const tokens = new URLSafeTimedSerializer(SECRET, { salt, signerOptions });
        expect(statusOf(tokens.dumps({ username: "admin" }))).toBe("bad-signature");
        expect(() => tokens.loads(value)).toThrow(
          expect.objectContaining({ code: "ERR_BAD_TIME_SIGNATURE" }),
        );
      }
  expect(statusOf(value)).toBe("valid");
});

// The documentation's reason for a key of its own for each purpose.
test("an oracle of the same secret, without a derivation, gives the session's key away", () => {
  const sessionKey = createHmac("sha1", SECRET).update("cookie-session").digest();
  const signed = cookieOf({ username: "admin" }).slice("session=".length).split(".");
  const signature = createHmac("sha1", sessionKey).update(`${signed[0]}.${signed[1]}`);
  expect(signature.digest("base64url")).toBe(signed[2]);
});

test("nothing but the configured digests is tried, and none is no digest", () => {
  const all: DigestMethod[] = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];
  for (const digestMethod of all) {
    const cookie = cookieOf({ a: 1 }, { digestMethod });
    for (const own of all)
      expect(sessionsAt({ digestMethod: own }).openSession(cookie).status).toBe(
        own === digestMethod ? "valid" : "bad-signature",
      );
  }
  for (const digestMethod of ["none", "", "NONE", null])
    expect(() => sessionsAt({ digestMethod: digestMethod as never })).toThrow(
      /^digestMethod expected "md5", "sha1"/,
    );
  const [payload, time] = cookieOf({ a: 1 }).slice("session=".length).split(".");
  for (const value of [`${payload}.${time}.`, `${payload}.${time}`, `${payload}`, `${payload}..`])
    expect(statusOf(value)).toBe("bad-signature");
});

test("what a cookie says of keys and algorithms is data", () => {
  const header = Buffer.from('{"alg":"none","typ":"JWT","kid":"/dev/null"}').toString("base64url");
  const body = Buffer.from('{"username":"admin"}').toString("base64url");
  for (const value of [`${header}.${body}.`, `${header}.${body}.${body}`])
    expect(statusOf(value)).toBe("bad-signature");
  const named = sessionsAt().openSession(cookieOf({ alg: "none", kid: "0", secretKey: "x" }));
  expect([named.status, { ...named }]).toEqual([
    "valid",
    { alg: "none", kid: "0", secretKey: "x" },
  ]);
});

test("a session in the address, a form or another header is none", async () => {
  const sessions = new SecureCookieSessionInterface({ secretKey: SECRET, clock });
  const value = sessions.signingSerializer.dumps({ username: "alice" });
  const handle = fetchSession(sessions)((_request, session) => new Response(session.status));
  const ask = async (url: string, init?: RequestInit) =>
    (await handle(new Request(`http://localhost/${url}`, init))).text();
  expect(await ask("", { headers: { cookie: `session=${value}` } })).toBe("valid");
  expect(await ask(`?session=${value}`)).toBe("new");
  expect(await ask(`;session=${value}`)).toBe("new");
  const body = new URLSearchParams({ session: value });
  expect(await ask("", { method: "POST", body })).toBe("new");
  const names = ["authorization", "x-session", "session", "cookie2", "set-cookie"];
  for (const name of names)
    expect(await ask("", { headers: { [name]: `session=${value}` } })).toBe("new");
});

// Not a promise but what SECURITY.md admits, so that nobody keeps counters in a session.
test("an older cookie is good until it expires, as the documentation admits", () => {
  const before = cookieOf({ tries: 0 });
  const after = cookieFrom(visit((session) => session.set("tries", 5), before));
  const at = (seconds: number, cookie: string) => {
    const session = sessionsAt({}, NOW + seconds).openSession(cookie);
    return [session.status, session.get("tries")];
  };
  expect(at(60, after)).toEqual(["valid", 5]);
  expect(at(60, before)).toEqual(["valid", 0]);
  expect(at(31 * 86_400, before)).toEqual(["valid", 0]);
  expect(at(31 * 86_400 + 1, before)).toEqual(["expired", undefined]);
});
