// What express-session offers, over a cookie: without an adapter the session stays where it is.
import {
  NullSessionError,
  SecureCookieSessionInterface,
  Session,
  SessionCommittedError,
  SessionReplacedError,
} from "dewar";
import { describe, expect, test } from "vitest";
import { cookieOf, NOW, sessionsAt, visit } from "./kit.ts";

const METHODS = ["regenerate", "save", "reload", "destroy", "touch"] as const;
const DELETED = "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly";
const cookie = cookieOf({ cart: ["bottle"], name: "alice" });

describe.each(METHODS)("%s", (method) => {
  test("gives a promise, or calls back, and has happened when it returns", async () => {
    const session = new Session();
    await expect(session[method]()).resolves.toBe(undefined);
    const called: unknown[][] = [];
    session[method]((...args: unknown[]) => called.push(args));
    expect(called).toEqual([[]]);
  });

  test("is the session's own name, and never in its data", () => {
    const session = new Session({ name: "alice" });
    const names: string[] = [];
    for (const name in session) names.push(name);
    expect([names, Object.keys({ ...session }), method in session]).toEqual([
      ["name"],
      ["name"],
      false,
    ]);
  });

  test("what the callback throws is its caller's, and it is called once", () => {
    const session = new Session();
    let calls = 0;
    expect(() =>
      session[method](() => {
        calls++;
        throw new RangeError("thrown by the callback");
      }),
    ).toThrow(RangeError);
    expect(calls).toBe(1);
  });
});

test.each(["regenerate", "destroy"] as const)("%s empties the session where it is", (method) => {
  const { setCookie } = visit((session) => {
    session[method](() => {});
    expect([...session]).toEqual([]);
  }, cookie);
  expect(setCookie).toEqual([DELETED]);
});

test("what is written after regenerate is all there is", () => {
  const { setCookie } = visit((session) => {
    session.regenerate(() => {});
    session["name"] = "bob";
  }, cookie);
  expect(setCookie).toEqual([`${cookieOf({ name: "bob" })}; Path=/; HttpOnly`]);
});

test("flashed messages survive regenerate, since the next page is still to come", () => {
  const { setCookie } = visit((session) => {
    session.flash("Welcome", "success");
    session.regenerate(() => {});
    expect(session.getFlashedMessages({ withCategories: true })).toEqual([["success", "Welcome"]]);
  }, cookie);
  expect(setCookie).toEqual([DELETED]);
});

test("regenerate hands the new session to whoever holds the old one", () => {
  const sessions = sessionsAt();
  const held: Session[] = [];
  const old = sessions.openSession(cookie, { replace: (next) => held.push(next as Session) });
  old.regenerate(() => {});
  const [next] = held as [Session];
  expect(old["name"]).toBe("alice");
  expect(() => old.set("name", "bob")).toThrow(SessionReplacedError);
  expect([...next]).toEqual([]);
  expect(next.status).toBe("new");
  next["name"] = "bob";
  next.regenerate(() => {});
  expect(held.length).toBe(2);
  const headers = new Headers();
  sessions.saveSession(held[1] as Session, headers);
  expect(headers.getSetCookie()).toEqual([DELETED]);
});

test("reload forgets every change, inside of values too", () => {
  const { setCookie } = visit((session) => {
    session["cart"].push("cork");
    session["name"] = "bob";
    session.reload(() => {});
    expect(Object.fromEntries(session)).toEqual({ cart: ["bottle"], name: "alice" });
  }, cookie);
  expect(setCookie).toEqual([]);
});

test("touch sends the cookie again, unless there is nothing in it", () => {
  const touch = (session: Session) => session.touch(() => {});
  const later = visit(touch, cookie, {}, NOW + 60);
  expect(later.setCookie[0]?.split(";")[0]).toBe(
    cookieOf({ cart: ["bottle"], name: "alice" }, {}, NOW + 60),
  );
  expect(visit(touch).setCookie).toEqual([]);
});

test("a session of one's own is replaced by one of its kind, messages and all", () => {
  const held: Session[] = [];
  const replace = (next: object) => held.push(next as Session);
  const origin = { status: "valid", replace, keepFlashes: true } as const;
  const old = new Session({ name: "alice", _flashes: [["info", "Hi"]] }, origin);
  expect([old.status, old.new]).toEqual(["valid", false]);
  old.regenerate(() => {});
  const [next] = held as [Session];
  expect([old["name"], next["name"], next.status, next.new]).toEqual([
    ...["alice", undefined],
    ...["new", true],
  ]);
  expect(() => old.clear()).toThrow(SessionReplacedError);
  expect([next.getFlashedMessages(), next.has("_flashes")]).toEqual([["Hi"], true]);
  expect([new Session().status, new Session().new]).toEqual(["new", true]);
});

describe("save, where the connection is taken from the response", () => {
  const open = () => {
    const connection = { isCutOff: false };
    const sessions = sessionsAt();
    const session = sessions.openSession(cookie, { isCutOff: () => connection.isCutOff });
    return { connection, sessions, session };
  };

  test("throws once a change cannot reach the browser any more", async () => {
    const { connection, session } = open();
    session["name"] = "bob";
    await expect(session.save()).resolves.toBe(undefined);
    connection.isCutOff = true;
    await expect(session.save()).rejects.toThrow(SessionCommittedError);
  });

  test("has nothing against it where nothing changed", async () => {
    const { connection, session } = open();
    expect(session["name"]).toBe("alice");
    connection.isCutOff = true;
    await expect(session.save()).resolves.toBe(undefined);
    expect(() => session.set("name", "bob")).toThrow(SessionCommittedError);
  });

  test("has nothing against it where the change has left before", async () => {
    const { connection, sessions, session } = open();
    session["name"] = "bob";
    sessions.saveSession(session, new Headers());
    connection.isCutOff = true;
    await expect(session.save()).resolves.toBe(undefined);
  });
});

test("save changes nothing", () => {
  expect(visit((session) => session.save(() => {}), cookie).setCookie).toEqual([]);
});

test("without a key, what would write says so through the promise and the callback", async () => {
  const session = new SecureCookieSessionInterface().openSession(null);
  await expect(session.regenerate()).rejects.toThrow(NullSessionError);
  await expect(session.destroy()).rejects.toThrow(NullSessionError);
  const errors: unknown[] = [];
  session.destroy((error) => errors.push(error));
  expect(errors).toEqual([expect.any(NullSessionError)]);
});

test("data under these names is reached through get and set", () => {
  const { setCookie } = visit((session) => session.set("save", "data"));
  const session = sessionsAt().openSession(setCookie[0]);
  expect([session.get("save"), typeof session.save]).toEqual(["data", "function"]);
});
