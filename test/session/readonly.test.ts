// A session that can only be read.
import {
  Markup,
  type ReadonlySession,
  ReadonlySessionError,
  readonlySession,
  SecureCookieSessionInterface,
  Tuple,
  UUID,
} from "dewar";
import { describe, expect, test } from "vitest";

const sessions = new SecureCookieSessionInterface({ secretKey: "a-key-for-tests-of-reading-c81d" });
const data = {
  username: "alice",
  cart: [{ name: "cork", tags: ["new"] }],
  pair: Tuple.of(1, "two"),
  since: new Date(Date.UTC(2030, 0, 1)),
  bytes: new Uint8Array([1, 2]),
  id: new UUID("12345678-1234-5678-1234-567812345678"),
  html: new Markup("<b>hi</b>"),
  _flashes: [Tuple.of("success", "Saved"), Tuple.of("error", "Lost")],
};
const cookie = `session=${sessions.signingSerializer.dumps(data)}`;
const REASON = "Write it somewhere else.";
const read = (): ReadonlySession => readonlySession(sessions.openSession(cookie), REASON);
// biome-ignore lint/suspicious/noExplicitAny: what the types refuse is tried here
type Writable = Record<string, any>;

describe("reading", () => {
  test("gives what the cookie holds, in its types", () => {
    const session = read();
    expect(Object.fromEntries(session)).toEqual(data);
    expect([session["since"], session["id"], session["html"], session["bytes"]]).toEqual([
      data.since,
      data.id,
      data.html,
      data.bytes,
    ]);
    expect(session["since"].getTime()).toBe(data.since.getTime());
    expect([session.status, session.new, session.permanent]).toEqual(["valid", false, false]);
    expect(Array.isArray(session["cart"])).toBe(true);
    expect(JSON.stringify(session["cart"])).toBe('[{"name":"cork","tags":["new"]}]');
  });

  test("shows messages as often as asked, and leaves them", () => {
    const session = read();
    for (let time = 0; time < 2; time++) {
      expect(session.getFlashedMessages()).toEqual(["Saved", "Lost"]);
      expect(session.getFlashedMessages({ withCategories: true })).toEqual([
        ["success", "Saved"],
        ["error", "Lost"],
      ]);
      expect(session.getFlashedMessages({ categoryFilter: ["error"] })).toEqual(["Lost"]);
    }
    expect(session.has("_flashes")).toBe(true);
  });

  test("says why there is nothing", () => {
    const refused = readonlySession(sessions.openSession(`${cookie}x`), REASON);
    expect([refused.status, Object.keys(refused)]).toEqual(["bad-signature", []]);
  });
});

describe("writing throws the reason", () => {
  const writes: Record<string, (session: Writable) => unknown> = {
    "a property": (session) => {
      session["username"] = "bob";
    },
    delete: (session) => delete session["username"],
    defineProperty: (session) => Object.defineProperty(session, "username", { value: "bob" }),
    permanent: (session) => {
      session["permanent"] = true;
    },
    modified: (session) => {
      session["modified"] = true;
    },
    "set()": (session) => session["set"]("username", "bob"),
    "delete()": (session) => session["delete"]("username"),
    "pop()": (session) => session["pop"]("username"),
    "setDefault()": (session) => session["setDefault"]("visits", 0),
    "update()": (session) => session["update"]({ username: "bob" }),
    "clear()": (session) => session["clear"](),
    "flash()": (session) => session["flash"]("Saved"),
  };

  test.each(Object.entries(writes))("%s", (_, write) => {
    const session = read();
    expect(() => write(session)).toThrow(
      expect.objectContaining({
        constructor: ReadonlySessionError,
        code: "ERR_SESSION_READONLY",
        message: `The session can only be read here. ${REASON}`,
      }),
    );
    expect(Object.fromEntries(session)).toEqual(data);
  });
});

describe("values", () => {
  const writes: Record<string, (session: Writable) => unknown> = {
    "push inside": (session) => session["cart"].push({}),
    "a property inside": (session) => {
      session["cart"][0].name = "bottle";
    },
    "a new property inside": (session) => {
      session["cart"][0].price = 1;
    },
    "delete inside": (session) => delete session["cart"][0].name,
    "push deep inside": (session) => session["cart"][0].tags.push("old"),
  };

  test.each(Object.entries(writes))("are frozen: %s", (_, write) => {
    const session = read();
    expect(() => write(session)).toThrow(TypeError);
    expect(Object.fromEntries(session)).toEqual(data);
  });

  test("can be cloned, and are the same object at each look", () => {
    const session = read();
    expect(structuredClone(session["cart"])).toEqual(data.cart);
    expect(structuredClone({ ...session })).toMatchObject({ username: "alice", cart: data.cart });
    expect(session["cart"]).toBe(session["cart"]);
  });

  test("do not follow the session that they were taken of, nor freeze it", () => {
    const opened = sessions.openSession(cookie) as unknown as Writable;
    const session = readonlySession(opened as never, REASON);
    expect(session["cart"]).toHaveLength(1);
    opened["cart"].push({ name: "bottle", tags: [] });
    expect([session["cart"].length, opened["cart"].length]).toEqual([1, 2]);
    opened["visits"] = 1;
    delete opened["username"];
    expect([session.has("visits"), session["username"]]).toEqual([false, "alice"]);
  });

  test("keep the key __proto__ a key", () => {
    const hostile = sessions.signingSerializer.signer.sign(
      Buffer.from('{"a":{"__proto__":{"admin":true}}}').toString("base64url"),
    );
    const session = readonlySession(sessions.openSession(`session=${hostile}`), REASON);
    const value = session.get("a") as unknown as Writable;
    expect([Object.keys(value), value["admin"]]).toEqual([["__proto__"], undefined]);
  });
});
