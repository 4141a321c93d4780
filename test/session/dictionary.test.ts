import { describe, expect, test } from "vitest";
import { cookieOf, sessionsAt } from "./kit.ts";

const open = (data: object = {}) => sessionsAt().openSession(cookieOf(data));

describe("a dictionary", () => {
  test("reads by property, by index, and by get", () => {
    const session = open({ username: "alice", visits: 3 });
    expect(session.username).toBe("alice");
    expect(session["visits"]).toBe(3);
    expect(session.get("visits")).toBe(3);
    expect(session.get("missing")).toBeUndefined();
    expect(session.get("missing", 7)).toBe(7);
    expect(session.missing).toBeUndefined();
  });

  test("answers in, has, Object.keys, spread and iteration", () => {
    const session = open({ b: 1, a: [2] });
    expect("a" in session).toBe(true);
    expect("c" in session).toBe(false);
    expect(session.has("b")).toBe(true);
    expect(Object.keys(session).sort()).toEqual(["a", "b"]);
    expect({ ...session }).toEqual({ a: [2], b: 1 });
    expect([...session]).toEqual([
      ["a", [2]],
      ["b", 1],
    ]);
    expect(JSON.stringify(session)).toBe('{"a":[2],"b":1}');
    expect(Object.entries(session)).toEqual([...session]);
  });

  test("writes by property, set, setDefault and update", () => {
    const session = open({ a: 1 });
    session.b = 2;
    session["c"] = 3;
    session.set("d", 4);
    expect(session.setDefault("a", 9)).toBe(1);
    expect(session.setDefault("e", 5)).toBe(5);
    session.update({ f: 6 });
    session.update([["g", 7]]);
    expect({ ...session }).toEqual({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7 });
    Object.assign(session, { h: 8 });
    Object.defineProperty(session, "i", { value: 9 });
    expect([session.h, session.i]).toEqual([8, 9]);
  });

  test("removes by delete, pop and clear", () => {
    const session = open({ a: 1, b: 2, c: 3, d: 4 });
    expect(delete session.a).toBe(true);
    expect(session.delete("b")).toBe(true);
    expect(session.delete("b")).toBe(false);
    expect(session.pop("c")).toBe(3);
    expect(session.pop("c", "gone")).toBe("gone");
    expect({ ...session }).toEqual({ d: 4 });
    session.clear();
    expect(Object.keys(session)).toEqual([]);
  });

  test("shows its data to console.log", async () => {
    const { inspect } = await import("node:util");
    expect(inspect(open({ a: 1 }))).toBe("{ a: 1 }");
  });
});

describe("data and the session's own names stay apart", () => {
  const names = ["get", "set", "permanent", "flash", "constructor", "toString", "__proto__"];

  test.each(names)("%s is data through get and set, and the method stays", (name) => {
    const session = sessionsAt().openSession(undefined);
    session.set(name, "data");
    expect(session.get(name)).toBe("data");
    expect(session.has(name)).toBe(true);
    expect(name in session).toBe(true);
    expect(session[name]).not.toBe("data");
    expect(typeof session.get).toBe("function");
    expect([...session]).toEqual([[name, "data"]]);
  });

  test.each(["get", "flash", "constructor", "toString", "__proto__"])(
    "assigning to %s says how to store it",
    (name) => {
      const session = sessionsAt().openSession(undefined);
      expect(() => {
        session[name] = 1;
      }).toThrow(
        new TypeError(
          `"${name}" is a name of the session itself. Store data under it with session.set("${name}", value).`,
        ),
      );
    },
  );

  test("a __proto__ from a cookie is data and touches no prototype", () => {
    const cookie = cookieOf(JSON.parse('{"__proto__":{"admin":true},"x":{"__proto__":{"y":1}}}'));
    const session = sessionsAt().openSession(cookie);
    expect(session.admin).toBeUndefined();
    expect(session.get("__proto__")).toEqual({ admin: true });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect(session.x.y).toBeUndefined();
    expect(Object.hasOwn(session.x, "__proto__")).toBe(true);
  });

  test("a copy can be cloned, the session itself cannot", () => {
    const session = open();
    session.cart = ["bottle"];
    expect(() => structuredClone(session)).toThrow(
      expect.objectContaining({ name: "DataCloneError" }),
    );
    expect(structuredClone({ ...session })).toEqual(Object.fromEntries(session));
  });

  test("the prototype cannot be changed", () => {
    const session = open();
    expect(() => Object.setPrototypeOf(session, {})).toThrow(TypeError);
  });
});
