// What JavaScript's own operations find on a session, which is a proxy.
import { inspect } from "node:util";
import { Session } from "dewar";
import { expect, test } from "vitest";
import { assignSession, isSession } from "../../src/session/index.ts";

const session = () => new Session<Record<string, unknown>>({ get: "data", a: 1 });

test("data under the session's own names is no property", () => {
  expect(Object.keys(session())).toEqual(["a"]);
  expect({ ...session() }).toEqual({ a: 1 });
  expect(Object.getOwnPropertyDescriptor(session(), "get")).toBeUndefined();
  expect(Object.getOwnPropertyDescriptor(session(), "missing")).toBeUndefined();
  expect(Object.getOwnPropertyDescriptor(session(), "a")).toEqual({
    value: 1,
    writable: true,
    enumerable: true,
    configurable: true,
  });
  expect([..."get a".split(" ")].map((name) => session().has(name))).toEqual([true, true]);
});

test("deleting a name of the session leaves the data under it", () => {
  const own = session();
  expect(Reflect.deleteProperty(own, "get")).toBe(true);
  expect(own.get("get")).toBe("data");
  expect(own.modified).toBe(false);
});

test("properties are data, and nothing else can be defined", () => {
  const own = session();
  expect(Reflect.defineProperty(own, "b", { value: 2 })).toBe(true);
  expect(own.get("b")).toBe(2);
  expect(Reflect.defineProperty(own, "get", { value: 2 })).toBe(false);
  expect(Reflect.defineProperty(own, "c", { get: () => 2 })).toBe(false);
  expect([own.get("get"), own.has("c")]).toEqual(["data", false]);
});

test("nobody changes its prototype, freezes it or hides keys in symbols", () => {
  const own = session();
  expect(Object.getPrototypeOf(own)).toBe(Session.prototype);
  expect(own).toBeInstanceOf(Session);
  expect(Reflect.setPrototypeOf(own, Array.prototype)).toBe(false);
  expect(Reflect.preventExtensions(own)).toBe(false);
  expect(() => Object.freeze(own)).toThrow(TypeError);
  const symbol = Symbol("hidden");
  expect(() => Object.assign(own, { [symbol]: 1 })).toThrow(
    new TypeError("A session's keys are text, got a symbol. Choose a text for the key."),
  );
  expect([Reflect.get(own, symbol), symbol in own, Symbol.iterator in own]).toEqual([
    undefined,
    false,
    true,
  ]);
});

test("a class of one's own adds to it, and takes nothing away", () => {
  class Cart extends (Session as new (data: object) => Session) {
    get total(): number {
      return (this.get("prices") as number[]).reduce((sum, price) => sum + price, 0);
    }
    override has(key: string): boolean {
      return key === "total" || super.has(key);
    }
  }
  const cart = new Cart({ prices: [1, 2] });
  expect([cart.total, cart.has("total"), cart.has("prices"), cart.has("a")]).toEqual([
    3,
    true,
    true,
    false,
  ]);
  expect(cart).toBeInstanceOf(Cart);
  expect(`${cart}`).toBe("[object Object]");
  expect(inspect(cart)).toBe("{ prices: [ 1, 2 ] }");
});

test("only sessions are sessions", () => {
  expect(isSession(session())).toBe(true);
  for (const other of [null, undefined, 5, "session", {}, [], () => {}, Session, Session.prototype])
    expect(isSession(other)).toBe(false);
});

test("a session from data is new, or what is said, and keeps its messages where nobody sees them", () => {
  expect([new Session().new, new Session().status, new Session({ a: 1 }).status]).toEqual([
    true,
    "new",
    "new",
  ]);
  expect(new Session({}, { status: "valid" }).new).toBe(false);
  expect(new Session({}, { status: "valid-old-key" }).new).toBe(false);
  expect(new Session({}, { status: "expired" }).new).toBe(true);
  for (const keepFlashes of [true, false]) {
    const own = new Session({}, { keepFlashes });
    own.flash("Saved");
    expect(own.getFlashedMessages()).toEqual(["Saved"]);
    expect(own.has("_flashes")).toBe(keepFlashes);
  }
});

test("a session from data gives way to an empty one of its kind", () => {
  const held: Session[] = [];
  const own = new Session({ a: 1 }, { replace: (next) => held.push(next as Session) });
  own.flash("Welcome");
  own.regenerate(() => {});
  const [next] = held as [Session];
  expect(next).not.toBe(own);
  expect([[...next].map(([key]) => key), next.getFlashedMessages()]).toEqual([
    ["_flashes"],
    ["Welcome"],
  ]);
});

test.each([
  [new Date(0), true],
  [[0], true],
  [{ a: 1 }, true],
  [[], false],
  [{}, false],
  [null, false],
  [0, false],
  ["false", true],
])("_permanent as %j is %s, as in Python", (value, permanent) => {
  expect(new Session({ _permanent: value }).permanent).toBe(permanent);
});

test("what is assigned in its place is called by its kind", () => {
  const nameless = Object.create(Object.create({ constructor: undefined }));
  const own = session();
  expect(() => assignSession(own, nameless, "req.session")).toThrow(
    "got an object. To set a single key",
  );
  const constructorless = Object.create(Object.create({ constructor: {} }));
  expect(() => assignSession(own, constructorless, "req.session")).toThrow("got an object.");
});
