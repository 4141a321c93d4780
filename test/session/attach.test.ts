import { runInNewContext } from "node:vm";
import {
  SecureCookieSessionInterface,
  type Session,
  type SessionCommit,
  SessionCommittedError,
  SessionInterface,
} from "dewar";
import { describe, expect, test } from "vitest";
import {
  assignSession,
  clearSession,
  reopenSession,
  setOpenedBy,
} from "../../src/session/attach.ts";
import { isSession } from "../../src/session/proxy.ts";

const sessions = new SecureCookieSessionInterface({ secretKey: "key-of-the-attach-tests-55d1c7" });

const opened = () => {
  const session = sessions.openSession(undefined);
  session["username"] = "alice";
  session["cart"] = ["cork"];
  return session;
};
const dataOf = (session: object) => Object.fromEntries(session as Iterable<[string, unknown]>);

describe("what is assigned to the place of a session", () => {
  test("null clears it", () => {
    const session = opened();
    assignSession(session, null, "req.session");
    expect(dataOf(session)).toEqual({});
    expect(session.modified).toBe(true);
  });

  test("itself changes nothing", () => {
    const session = sessions.openSession(undefined);
    assignSession(session, session, "req.session");
    expect(session.modified).toBe(false);
  });

  test.each<[string, object]>([
    ["a plain object", { role: "admin" }],
    ["an object without a prototype", Object.assign(Object.create(null), { role: "admin" })],
    ["an object of another realm", runInNewContext("({ role: 'admin' })")],
    ["another session", sessions.openSession(undefined)],
    ["a spread of itself", {}],
  ])("%s takes the place of its data", (what, value) => {
    const session = opened();
    if (isSession(value)) Object.assign(value, { role: "admin" });
    const given = what === "a spread of itself" ? { ...session, role: "admin" } : value;
    assignSession(session, given, "req.session");
    expect(session["role"]).toBe("admin");
    expect(session.has("username")).toBe(what === "a spread of itself");
  });

  test("__proto__ of parsed JSON is data, and nothing else", () => {
    const session = opened();
    assignSession(session, JSON.parse('{"__proto__":{"admin":true},"a":1}'), "req.session");
    expect(session.get("admin")).toBeUndefined();
    expect(session.get("__proto__")).toEqual({ admin: true });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test.each<[unknown, string]>([
    [undefined, "undefined"],
    ["alice", "a string"],
    [1, "a number"],
    [true, "a boolean"],
    [() => {}, "a function"],
    [Symbol("x"), "a symbol"],
    [["alice"], "Array"],
    [new Date(0), "Date"],
    [new Map([["username", "mallory"]]), "Map"],
    [new (class User {})(), "User"],
    [Object.create(Object.create(Object.create(null))), "an object"],
  ])("%o throws at that line, and changes nothing", (value, kind) => {
    const session = opened();
    expect(() => assignSession(session, value, "ctx.session")).toThrow(
      new TypeError(
        "ctx.session expected null, which clears the session, or a plain object, which replaces its " +
          `data; got ${kind}. To set a single key, write ctx.session.key = value.`,
      ),
    );
    expect(dataOf(session)).toEqual({ username: "alice", cart: ["cork"] });
  });

  test("throws once the head of the response has left", () => {
    const session = opened();
    sessions.saveSession(session, new Headers());
    for (const value of [null, {}])
      expect(() => assignSession(session, value, "req.session")).toThrow(SessionCommittedError);
  });
});

describe("after the save", () => {
  test("a change inside of a value throws at that line", () => {
    const session = opened();
    session["nested"] = { list: [{ n: 1 }] };
    sessions.saveSession(session, new Headers());
    expect(() => session["cart"].push("cup")).toThrow(SessionCommittedError);
    expect(() => session["cart"].splice(0, 1)).toThrow(SessionCommittedError);
    expect(() => {
      session["nested"].list[0].n = 2;
    }).toThrow(SessionCommittedError);
    expect(() => delete session.get("nested").list).toThrow(SessionCommittedError);
    expect(() => Object.defineProperty(session["nested"], "x", { value: 1 })).toThrow(
      SessionCommittedError,
    );
    expect(JSON.stringify(session)).toBe(
      '{"username":"alice","cart":["cork"],"nested":{"list":[{"n":1}]}}',
    );
  });
});

describe("reading after the save", () => {
  test("goes into lists that hold null, and into records without a prototype", () => {
    const session = opened();
    const bare = Object.assign(Object.create(null), { n: 1 });
    session["list"] = [null, 1, "x", bare];
    sessions.saveSession(session, new Headers());
    expect(session["list"].slice(0, 3)).toEqual([null, 1, "x"]);
    expect(session["list"][3].n).toBe(1);
    expect(() => {
      session["list"][3].n = 2;
    }).toThrow(SessionCommittedError);
    expect(bare.n).toBe(1);
  });
});

describe("a session that is opened twice", () => {
  test("is the same for interfaces whose cookie has the same name", () => {
    const options = { secretKey: "key-of-the-attach-tests-0a1b2c3d" };
    const one = new SecureCookieSessionInterface(options);
    const two = new SecureCookieSessionInterface(options);
    const other = new SecureCookieSessionInterface({ ...options, cookie: { name: "admin" } });
    const session = one.openSession(undefined);
    expect([one, two, other].map((each) => each.isSame(session))).toEqual([true, true, false]);
  });

  test("is the same for the interface of one's own that opened it, and for no other", () => {
    class Own extends SessionInterface {
      openSession(): Session {
        return sessions.openSession(undefined);
      }
      commit(): SessionCommit {
        return { cookies: [], vary: false };
      }
    }
    const one = new Own();
    const session = one.openSession();
    expect(one.isSame(session)).toBe(false);
    setOpenedBy(session, one);
    expect([one, new Own()].map((each) => each.isSame(session))).toEqual([true, false]);
  });
});

describe("what an adapter does with a session", () => {
  test("one that it reopens is saved once more, with what is written since", () => {
    const session = opened();
    const first = new Headers();
    sessions.saveSession(session, first);
    reopenSession(session);
    session["username"] = "bob";
    session["cart"].push("cup");
    const second = new Headers();
    sessions.saveSession(session, second);
    const saved = sessions.openSession(second.getSetCookie()[0]?.split(";")[0]);
    expect(dataOf(saved)).toEqual({ username: "bob", cart: ["cork", "cup"] });
    expect(first.getSetCookie()).not.toEqual(second.getSetCookie());
    expect(() => session.set("late", 1)).toThrow(SessionCommittedError);
  });

  test("one that is taken away is deleted", () => {
    const session = opened();
    clearSession(session);
    expect([dataOf(session), session.modified]).toEqual([{}, true]);
    const headers = new Headers();
    sessions.saveSession(session, headers);
    expect(headers.getSetCookie()).toEqual([
      "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
    ]);
  });

  test("one that an interface opened is its own under any name of the cookie", () => {
    let name = "first";
    const byRequest = new SecureCookieSessionInterface({
      secretKey: "key-of-the-attach-tests-0a1b2c3d",
      cookie: () => ({ name }),
    });
    const session = byRequest.openSession(undefined);
    name = "second";
    expect(byRequest.isSame(session)).toBe(false);
    setOpenedBy(session, byRequest);
    expect([byRequest.isSame(session), sessions.isSame(session)]).toEqual([true, false]);
  });
});
