import { describe, expect, test } from "vitest";
import { cookieOf, NOW, sessionsAt, visit } from "../session/kit.ts";

const PLAIN = cookieOf({ a: 1, l: [] });
const PERMANENT = cookieOf({ _permanent: true, a: 1, l: [] });

describe("when a cookie is sent (Flask's table, WIRE 11)", () => {
  const SET = /^session=[\w.-]+; Path=\/; HttpOnly$/;
  const DELETED = "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly";

  test("a session nobody touches sends nothing, and no Vary", () => {
    for (const cookie of [undefined, "session=garbage", PLAIN])
      expect(visit(() => {}, cookie)).toMatchObject({
        setCookie: [],
        vary: null,
        cacheControl: null,
      });
  });

  test.each<[string, (session: Record<string, unknown> & { get(k: string): unknown }) => unknown]>([
    ["get", (session) => session.get("a")],
    ["property", (session) => session["a"]],
    ["in", (session) => "a" in session],
    ["keys", (session) => Object.keys(session)],
    ["spread", (session) => ({ ...session })],
    ["JSON", (session) => JSON.stringify(session)],
    ["permanent", (session) => session["permanent"]],
    ["status", (session) => session["status"]],
    ["new", (session) => session["new"]],
  ])("reading by %s sends Vary and no cookie", (_, read) => {
    for (const cookie of [undefined, PLAIN])
      expect(visit((session) => void read(session), cookie)).toMatchObject({
        setCookie: [],
        vary: "Cookie",
        cacheControl: null,
      });
  });

  test("reading modified leaves no trace: it says nothing of the visitor", () => {
    for (const cookie of [undefined, PLAIN])
      expect(visit((session) => void session["modified"], cookie)).toMatchObject({
        setCookie: [],
        vary: null,
        cacheControl: null,
      });
  });

  test("reading no flashed messages writes nothing", () => {
    expect(visit((session) => session.getFlashedMessages(), PLAIN)).toMatchObject({
      setCookie: [],
      vary: "Cookie",
    });
  });

  test("writing sends the cookie, Vary and Cache-Control, even the same value", () => {
    const { setCookie, vary, cacheControl } = visit((session) => {
      session.a = 1;
    }, PLAIN);
    expect(setCookie).toEqual([expect.stringMatching(SET)]);
    expect([vary, cacheControl]).toEqual(["Cookie", "private"]);
  });

  test("emptying the session deletes the cookie with the same attributes", () => {
    const options = {
      cookie: {
        domain: "example.com",
        path: "/app",
        secure: true,
        sameSite: "None",
        partitioned: true,
      },
    } as const;
    const cookie = cookieOf({ a: 1 }, options);
    const [set] = visit((session) => session.set("a", 2), cookie, options).setCookie;
    const [deleted] = visit((session) => session.clear(), cookie, options).setCookie;
    const attributes =
      "; Domain=example.com; Path=/app; HttpOnly; Secure; Partitioned; SameSite=None";
    expect(set?.slice(set.indexOf(";"))).toBe(attributes);
    expect(deleted).toBe(`session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0${attributes}`);
  });

  test("clear on nothing deletes, pop of nothing does not", () => {
    expect(visit((session) => session.clear()).setCookie).toEqual([DELETED]);
    expect(visit((session) => session.pop("a")).setCookie).toEqual([]);
    expect(visit((session) => session.pop("missing", 1), PLAIN).setCookie).toEqual([]);
    expect(visit((session) => session.update({})).setCookie).toEqual([DELETED]);
  });

  test("modified can be set, and unset", () => {
    expect(
      visit((session) => {
        session.a = 5;
        session.l.push(1);
        session.modified = false;
      }, PLAIN).setCookie,
    ).toEqual([]);
    expect(
      visit((session) => {
        session.modified = true;
      }, PLAIN).setCookie,
    ).toHaveLength(1);
  });

  test("a rejected cookie is left alone until something is written", () => {
    expect(visit((session) => session.get("a"), "session=bad.bad.bad").setCookie).toEqual([]);
  });
});

describe("permanent sessions", () => {
  test("expire after the lifetime, in Expires and in Max-Age", () => {
    const { setCookie } = visit((session) => {
      session.permanent = true;
    });
    expect(setCookie).toEqual([
      expect.stringMatching(
        /^session=[\w.-]+; Expires=Fri, 15 Dec 2023 22:13:20 GMT; Max-Age=2678400; Path=\/; HttpOnly$/,
      ),
    ]);
  });

  test("are sent with every response, untouched ones too, so that they last", () => {
    expect(visit(() => {}, PERMANENT)).toMatchObject({
      setCookie: [expect.stringContaining("Expires=")],
      vary: "Cookie",
      cacheControl: "private",
    });
  });

  test("unless refreshEachRequest is off", () => {
    expect(visit(() => {}, PERMANENT, { refreshEachRequest: false })).toMatchObject({
      setCookie: [],
      vary: null,
    });
    expect(
      visit((session) => session.get("a"), PERMANENT, { refreshEachRequest: false }),
    ).toMatchObject({ setCookie: [], vary: "Cookie" });
  });

  test("or the cookie is younger than a given age", () => {
    const options = { refreshEachRequest: { hours: 1 } };
    const cookie = cookieOf({ _permanent: true }, options);
    expect(visit(() => {}, cookie, options, NOW + 3599).setCookie).toEqual([]);
    expect(visit(() => {}, cookie, options, NOW + 3600).setCookie).toHaveLength(1);
  });

  test("are what Python takes for true", () => {
    for (const [value, permanent] of [
      ["no", true],
      [1, true],
      [[], false],
      [{}, false],
      ["", false],
    ])
      expect(sessionsAt().openSession(cookieOf({ _permanent: value })).permanent).toBe(permanent);
  });

  test("a lifetime counts for every cookie, permanent or not (pain 17)", () => {
    const options = { permanentSessionLifetime: { days: 7 } };
    const week = 7 * 86_400;
    const cookie = cookieOf({ a: 1 }, options);
    expect(sessionsAt(options, NOW + week).openSession(cookie).status).toBe("valid");
    expect(sessionsAt(options, NOW + week + 1).openSession(cookie).status).toBe("expired");
  });
});

describe("other people's headers", () => {
  test("survive: Set-Cookie, Vary, Cache-Control", () => {
    const sessions = sessionsAt();
    const session = sessions.openSession(undefined);
    session.a = 1;
    const headers = new Headers([
      ["set-cookie", "theme=dark; Path=/"],
      ["vary", "Accept"],
      ["vary", "Origin"],
      ["cache-control", "no-cache"],
    ]);
    sessions.saveSession(session, headers);
    headers.append("set-cookie", "after=1");
    expect(headers.getSetCookie()).toEqual([
      "theme=dark; Path=/",
      expect.stringMatching(/^session=/),
      "after=1",
    ]);
    expect(headers.get("vary")).toBe("Accept, Origin, Cookie");
    expect(headers.get("cache-control")).toBe("no-cache, private");
  });
});
