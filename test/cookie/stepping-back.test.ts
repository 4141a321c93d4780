// A cookie that says nothing new waits where a cache or the application has the better right.
import { SecureCookieSessionInterface, Session, SessionInterface } from "dewar";
import { describe, expect, test } from "vitest";
import { cookieOf, sessionsAt } from "../session/kit.ts";

const PERMANENT = cookieOf({ _permanent: true, a: 1, list: [] });

type Use = (session: Session) => void;
function save(headers: Headers, use: Use): Headers {
  const sessions = sessionsAt();
  const session = sessions.openSession(PERMANENT);
  use(session);
  sessions.saveSession(session, headers);
  return headers;
}
const cookies = (headers: Headers) =>
  headers.getSetCookie().filter((line) => !/^other=/.test(line));

describe.each<[string, [string, string][]]>([
  ["a response that shared caches may keep", [["cache-control", "public, max-age=60"]]],
  ["one that a CDN may keep", [["cdn-cache-control", "max-age=60"]]],
  ["one that has the cookie already", [["set-cookie", "session=; Max-Age=0"]]],
])("%s", (_, lines) => {
  const before = lines.filter(([name]) => name === "set-cookie").map(([, value]) => value);
  const response = () => new Headers([...lines, ["set-cookie", "other=1"]]);

  test.each<[string, Use]>([
    ["nobody looked at", () => {}],
    ["was read", (session) => void session.get("list")],
    [
      "is not modified, because the application says so",
      (session) => {
        session.set("a", 1);
        session.modified = false;
      },
    ],
  ])("gets no refresh of a session that %s", (_name, use) => {
    const headers = save(response(), use);
    expect(cookies(headers)).toEqual(before);
    for (const [name, value] of lines)
      if (name !== "set-cookie") expect(headers.get(name)).toBe(value);
  });

  test("gets the cookie of a change, and is for one visitor then", () => {
    const headers = save(response(), (session) => session.set("a", 2));
    expect(cookies(headers)).toHaveLength(before.length + 1);
    expect(headers.get("cache-control")).toMatch(/\bprivate\b/);
    expect(headers.get("cache-control")).not.toMatch(/\bpublic\b/);
  });
});

test("any other response gets the refresh", () => {
  expect(cookies(save(new Headers([["set-cookie", "other=1"]]), () => {}))).toHaveLength(1);
});

describe("whether a session is this interface's own", () => {
  const one = new SecureCookieSessionInterface({ secretKey: "key-of-the-same-tests-1b3d5f70" });
  class Memory extends SessionInterface {
    openSession(): Session {
      return new Session({}, {});
    }
    commit() {
      return { cookies: [], vary: false };
    }
  }

  test("by the cookie's name where it is in a cookie, else by who opened it", () => {
    const memory = new Memory();
    const kept = memory.openSession();
    expect([
      one.isSame(kept),
      memory.isSame(kept),
      memory.isSame(one.openSession(undefined)),
    ]).toEqual([false, false, false]);
    expect(one.isSame(one.openSession(undefined))).toBe(true);
  });
});
