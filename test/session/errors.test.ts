// Errors as programs and people see them: the class, the code and every word.
import {
  NullSessionError,
  ReadonlySessionError,
  SecureCookieSessionInterface,
  Session,
  SessionCommittedError,
  SessionError,
  SessionOptionsError,
  SessionReplacedError,
  SessionTooLargeError,
} from "dewar";
import { describe, expect, test } from "vitest";
import { cookieOf, sessionsAt } from "./kit.ts";

const COMMITTED =
  "The session was changed after the response's headers had been sent, so the change cannot reach " +
  "the browser. Change it before the first byte of the body is written.";
const REPLACED =
  "The session was changed after regenerate() had put a new one in its place. Take the session from " +
  "the request again: req.session, ctx.session.";

test.each<[Error & { code: string }, string, string, string]>([
  [new SessionError("why"), "SessionError", "ERR_SESSION", "why"],
  [
    new NullSessionError(),
    "NullSessionError",
    "ERR_SESSION_NULL",
    "The session is unavailable because no secret key was set. Pass `secretKey`, 64 hex digits that " +
      "you make once and keep: node -e \"console.log(crypto.randomBytes(32).toString('hex'))\"",
  ],
  [new SessionCommittedError(), "SessionCommittedError", "ERR_SESSION_COMMITTED", COMMITTED],
  [
    new ReadonlySessionError("Write elsewhere."),
    "ReadonlySessionError",
    "ERR_SESSION_READONLY",
    "The session can only be read here. Write elsewhere.",
  ],
  [new SessionReplacedError(), "SessionReplacedError", "ERR_SESSION_REPLACED", REPLACED],
  [
    new SessionTooLargeError(5000, { cart: 4000, name: 7 }),
    "SessionTooLargeError",
    "ERR_SESSION_TOO_LARGE",
    "The session cookie has 5000 bytes and browsers keep 4096 at most. Bytes of JSON by key: cart: " +
      "4000, name: 7. Keep large data on the server and its id here.",
  ],
  [new SessionOptionsError("why"), "SessionOptionsError", "ERR_SESSION_OPTIONS", "why"],
])("%s", (error, name, code, message) => {
  expect(error).toBeInstanceOf(SessionError);
  expect([error.name, error.code, error.message]).toEqual([name, code, message]);
});

test("the name of the base is the one that is exported", () => {
  expect(SessionError.name).toBe("SessionError");
});

describe("a key that is no text", () => {
  const methods = ["get", "set", "has", "delete", "pop", "setDefault"] as const;
  const cases = methods.flatMap((method) =>
    (
      [
        [undefined, "undefined"],
        [null, "null"],
        [5, "number"],
        [{}, "object"],
      ] as const
    ).map(([key, got]) => [method, key, got] as const),
  );
  const refused = (method: string, got: string) =>
    new TypeError(
      `session.${method} expected a key, which is text, got ${got}. ` +
        "Call session.clear() to remove everything.",
    );

  test.each(cases)("%s(%o)", (method, key, got) => {
    const session = new Session({ a: 1 });
    expect(() => Reflect.apply(session[method], session, [key, 1])).toThrow(refused(method, got));
    expect([...session]).toEqual([["a", 1]]);
  });

  test("update", () => {
    const pairs = [[null, 1]] as unknown as [string, number][];
    expect(() => new Session().update(pairs)).toThrow(refused("update", "null"));
  });
});

test("a cookie of 4096 bytes is sent, and one of 4097 is not", () => {
  const save = (name: string): string => {
    const sessions = sessionsAt({ cookie: { name } });
    const session = sessions.openSession(undefined);
    session["a"] = 1;
    const headers = new Headers();
    sessions.saveSession(session, headers);
    return headers.get("set-cookie") ?? "";
  };
  const longest = "s".repeat(4096 - save("s").length + 1);
  expect(save(longest)).toHaveLength(4096);
  expect(() => save(`${longest}s`)).toThrow(new SessionTooLargeError(4097, { a: 1 }));
});

describe("a session that was replaced", () => {
  const replaced = () => {
    const held: object[] = [];
    const session = sessionsAt().openSession(cookieOf({ a: 1, list: [] }), {
      replace: (next) => held.push(next),
    });
    session.regenerate(() => {});
    return { session, next: held[0] as Session };
  };

  test.each<[string, (session: Session) => unknown]>([
    ["set", (session) => session.set("a", 2)],
    ["assignment", (session) => Object.assign(session, { a: 2 })],
    ["delete", (session) => session.delete("a")],
    ["clear", (session) => session.clear()],
    ["flash", (session) => session.flash("x")],
    ["update", (session) => session.update({})],
  ])("throws at %s, and can be read", (_, write) => {
    const { session, next } = replaced();
    expect(() => write(session)).toThrow(new SessionReplacedError());
    expect(session.get("a")).toBe(1);
    next.set("a", 3);
    expect(next.get("a")).toBe(3);
  });
});

describe("a session whose connection was upgraded", () => {
  const cutOff = () => {
    const state = { isCutOff: false };
    const info = { isCutOff: () => state.isCutOff };
    const session = sessionsAt().openSession(cookieOf({ a: 1, list: [1] }), info);
    return { session, state };
  };

  test("throws at a write, and when a change from before is to be saved", async () => {
    const { session, state } = cutOff();
    session.get("list").push(2);
    await expect(session.save()).resolves.toBe(undefined);
    state.isCutOff = true;
    await expect(session.save()).rejects.toThrow(new SessionCommittedError());
    expect(() => session.set("a", 2)).toThrow(new SessionCommittedError());
    expect(() => session.clear()).toThrow(SessionCommittedError);
  });

  test("has nothing to save where nothing changed, or where it has been saved", async () => {
    const untouched = cutOff();
    untouched.state.isCutOff = true;
    await expect(untouched.session.save()).resolves.toBe(undefined);
    const { session, state } = cutOff();
    session.set("a", 2);
    sessionsAt().saveSession(session, new Headers());
    state.isCutOff = true;
    await expect(session.save()).resolves.toBe(undefined);
  });

  test("is cut off still after regenerate", () => {
    const held: object[] = [];
    const state = { isCutOff: false };
    const info = { isCutOff: () => state.isCutOff, replace: (next: object) => held.push(next) };
    sessionsAt()
      .openSession(cookieOf({ a: 1 }), info)
      .regenerate(() => {});
    state.isCutOff = true;
    expect(() => (held[0] as Session).set("a", 1)).toThrow(SessionCommittedError);
  });
});

test("what opened elsewhere is not saved here", () => {
  const sessions = new SecureCookieSessionInterface({ secretKey: "key-of-the-errors-tests-5a0c" });
  const headers = new Headers();
  expect(() => sessions.saveSession(new Session({ a: 1 }), headers)).toThrow(
    new TypeError("commit expected a session that openSession returned, got another."),
  );
  expect(headers.getSetCookie()).toEqual([]);
});
