// What a session answers under names that are no data: those of its methods, symbols, every object's.
import { Session } from "dewar";
import { describe, expect, test } from "vitest";
import { isSession } from "../../src/session/proxy.ts";
import { cookieOf, sessionsAt } from "./kit.ts";

const open = (data: object = {}) => sessionsAt().openSession(cookieOf(data));

test("a session is known from anything else", () => {
  const others = [undefined, null, "text", 7, true, Symbol("s"), () => {}, {}, [], Session];
  expect(others.map(isSession)).toEqual(others.map(() => false));
  expect([open(), new Session()].map(isSession)).toEqual([true, true]);
});

describe("data under a name of the session", () => {
  const stored = () => {
    const session = sessionsAt().openSession(undefined);
    session.set("get", "data");
    session.set("a", 1);
    session.modified = false;
    return session;
  };

  test("stays when the method is deleted", () => {
    const session = stored();
    expect(Reflect.deleteProperty(session, "get")).toBe(true);
    expect([session.get("get"), typeof session.get, session.modified]).toEqual([
      "data",
      "function",
      false,
    ]);
  });

  test("is no property", () => {
    const session = stored();
    expect(Reflect.ownKeys(session)).toEqual(["a"]);
    expect(Object.getOwnPropertyDescriptor(session, "get")).toBeUndefined();
    expect([Object.hasOwn(session, "get"), Object.hasOwn(session, "a")]).toEqual([false, true]);
  });

  test("is not changed by defineProperty", () => {
    const session = stored();
    const descriptor = { value: "other", configurable: true };
    expect(Reflect.defineProperty(session, "get", descriptor)).toBe(false);
    expect(() => Object.defineProperty(session, "get", descriptor)).toThrow(TypeError);
    expect([session.get("get"), session.modified]).toEqual(["data", false]);
  });
});

describe("a property", () => {
  test("is like any other's", () => {
    const session = open({ a: 1 });
    const descriptor = { value: 1, writable: true, enumerable: true, configurable: true };
    expect(Object.getOwnPropertyDescriptor(session, "a")).toEqual(descriptor);
    expect(Object.getOwnPropertyDescriptor(session, "b")).toBeUndefined();
    expect(session.modified).toBe(false);
  });

  test("is never a getter", () => {
    const session = open({ a: 1 });
    const getter = { get: () => 2, configurable: true };
    expect(Reflect.defineProperty(session, "a", getter)).toBe(false);
    expect(Reflect.defineProperty(session, "b", getter)).toBe(false);
    expect([{ ...session }, session.modified]).toEqual([{ a: 1 }, false]);
  });

  test("can always be added, and the prototype stays", () => {
    const session = open({ a: 1 });
    expect(Reflect.preventExtensions(session)).toBe(false);
    expect(Reflect.setPrototypeOf(session, {})).toBe(false);
    expect(() => Object.freeze(session)).toThrow(TypeError);
    session.b = 2;
    expect([{ ...session }, Object.isExtensible(session)]).toEqual([{ a: 1, b: 2 }, true]);
  });
});

describe("a symbol", () => {
  const mark = Symbol("mark");

  test("is no key: it cannot be written, and is not looked for in the cookie", () => {
    const session = open({ a: 1 });
    expect((session as unknown as Record<symbol, unknown>)[mark]).toBeUndefined();
    expect([mark in session, session.accessed]).toEqual([false, false]);
    expect(() => Object.assign(session, { [mark]: 1 })).toThrow(TypeError);
    expect(Reflect.defineProperty(session, mark, { value: 1, configurable: true })).toBe(false);
    expect(Reflect.deleteProperty(session, mark)).toBe(true);
    expect([session.modified, Reflect.ownKeys(session)]).toEqual([false, ["a"]]);
  });
});

describe("what every object has", () => {
  test("works on the data, in methods of the session's own", () => {
    const session = open({ a: 1 });
    const call = (name: string, value: unknown) => session[name](value);
    expect([call("hasOwnProperty", "a"), call("hasOwnProperty", "b")]).toEqual([true, false]);
    expect([call("propertyIsEnumerable", "a"), call("isPrototypeOf", {})]).toEqual([true, false]);
    expect(call("isPrototypeOf", Object.create(session))).toBe(true);
    expect([session.toString(), session.toLocaleString()]).toEqual(
      Array(2).fill("[object Object]"),
    );
    expect(session.valueOf()).toBe(session);
    for (const name of ["hasOwnProperty", "toString", "valueOf"])
      expect(session[name]).not.toBe(Object.prototype[name as "toString"]);
  });

  test.each(["__defineGetter__", "__lookupSetter__", "length", "0", "prototype", "name"])(
    "%s is data like any other",
    (name) => {
      const session = open();
      expect(session[name]).toBeUndefined();
      session[name] = "data";
      expect([session[name], { ...session }]).toEqual(["data", { [name]: "data" }]);
    },
  );
});

describe("a class of one's own", () => {
  class Base {}
  const make = () => {
    class Shop extends Session<{ cart?: string[] }> {
      get count(): number {
        return (this.get("cart") as string[]).length;
      }
      override has(key: never): boolean {
        return key === "shop" || super.has(key);
      }
    }
    return Shop;
  };

  test("adds to the session's names, and its own come first", () => {
    const shop = new (make())({ cart: ["mug"] });
    expect([shop.count, shop.has("shop" as never), shop.has("cart" as never)]).toEqual([
      1,
      true,
      true,
    ]);
    expect([shop instanceof Session, (shop as object) instanceof Base]).toEqual([true, false]);
  });

  test("is fixed with its first session: what is added later is data", () => {
    const Shop = make();
    expect(new Shop().permanent).toBe(false);
    Object.assign(Shop.prototype, { late: () => "a method" });
    const shop = new Shop() as unknown as Record<string, unknown>;
    expect(shop["late"]).toBeUndefined();
    shop["late"] = "data";
    expect(shop["late"]).toBe("data");
  });

  test("cannot change what all sessions share", () => {
    const members = Object.entries(Object.getOwnPropertyDescriptors(Session.prototype));
    for (const [name, { value, get, set }] of members as [string, PropertyDescriptor][])
      for (const each of [value, get, set])
        expect([name, Object.isFrozen(each ?? 0)]).toEqual([name, name !== "constructor" || !each]);
  });
});
