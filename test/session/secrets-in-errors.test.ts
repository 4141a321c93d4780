// Errors and warnings are logged: they show neither a key nor a cookie nor what a session holds.
import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { SecureCookieSessionInterface, type Session } from "dewar";
import { expect, test } from "vitest";
import { cookieOf, SECRET, sessionsAt } from "./kit.ts";

const DATA = "4111-1111-1111-1111";
const cookie = cookieOf({ card: DATA, list: [DATA] });
// Text that does not compress.
const noise = Array.from({ length: 100 }, (_, i) =>
  createHash("sha512").update(`${i}`).digest("base64url"),
).join("");

/** Everything that a log may show of an error, and of those behind it. */
function shown(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    const { code } = error as { code?: unknown };
    return `${code} ${inspect(error, { depth: 9, getters: true })} ${JSON.stringify(error)}`;
  }
  throw new Error("expected an error");
}

const save = (write: (session: Session) => void) => () => {
  const sessions = sessionsAt();
  const session = sessions.openSession(cookie);
  write(session);
  sessions.saveSession(session, new Headers());
};

test.each<[string, () => unknown]>([
  ["too large", save((session) => session.set("noise", `${DATA}${noise}`))],
  ["too much JSON", save((session) => session.set("noise", DATA.repeat(5000)))],
  ["not serialisable", save((session) => session.set("card", { of: new Map([[DATA, DATA]]) }))],
  ["an own name", save((session) => Object.assign(session, { get: DATA }))],
  ["no key for delete", save((session) => session.delete(undefined as never))],
  [
    "after the save",
    () => {
      const sessions = sessionsAt();
      const session = sessions.openSession(cookie);
      sessions.saveSession(session, new Headers());
      session.set("card", DATA);
    },
  ],
  ["without a key", () => sessionsAt({ secretKey: null }).openSession(cookie).set("card", DATA)],
  ["a token", () => sessionsAt().signingSerializer.loads(`${cookie.slice(8)}x`)],
  ["a weak fallback", () => sessionsAt({ secretKeyFallbacks: [SECRET, 5 as never] })],
  [
    "a wrong option",
    () => new SecureCookieSessionInterface({ secretKey: SECRET, mine: DATA } as never),
  ],
])("%s: neither key, cookie nor data", (_what, action) => {
  const text = shown(action);
  for (const secret of [SECRET, DATA, noise.slice(0, 20), cookie.slice(8), cookie.slice(8, 30)])
    expect(text).not.toContain(secret);
});

test("what cannot be saved adds Vary, and nothing else, to the headers", () => {
  for (const value of [noise, () => 1, new Map()]) {
    const sessions = sessionsAt();
    const session = sessions.openSession(cookie);
    session.set("large", value);
    const headers = new Headers({ vary: "Accept", "cache-control": "public", "x-own": "1" });
    expect(() => sessions.saveSession(session, headers)).toThrow();
    expect([...headers]).toEqual([
      ["cache-control", "public"],
      ["vary", "Accept, Cookie"],
      ["x-own", "1"],
    ]);
  }
});
