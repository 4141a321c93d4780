// session.modified = false: what changed so far is no reason to send a cookie, and is in the next one.
import { describe, expect, test } from "vitest";
import { cookieFrom, cookieOf, payloadOf, visit } from "./kit.ts";

const COOKIE = cookieOf({ a: 1, cart: ["cork"], list: [1], untouched: [0] });
type Visited = Parameters<Parameters<typeof visit>[0]>[0];

const payload = (use: (session: Visited) => void): string | undefined => {
  const response = visit(use, COOKIE);
  return response.setCookie.length === 0 ? undefined : payloadOf(cookieFrom(response));
};

describe("what changed before", () => {
  test.each<[string, (session: Visited) => void]>([
    ["nothing", () => {}],
    ["a key", (session) => session.set("a", 2)],
    ["a new key", (session) => session.set("b", 2)],
    ["inside of a value", (session) => session.get("cart").push("cup")],
    ["a value for a list", (session) => session.set("list", [2])],
    ["a removed key", (session) => session.delete("a")],
    ["all of it", (session) => session.clear()],
  ])("is no reason to send a cookie: %s", (_, change) => {
    expect(
      payload((session) => {
        change(session);
        session.modified = false;
        expect(session.modified).toBe(false);
      }),
    ).toBeUndefined();
  });

  test("goes along with what changes after", () => {
    expect(
      payload((session) => {
        session.set("a", 2);
        session.get("cart").push("cup");
        session.set("list", [2]);
        session.modified = false;
        session.set("b", 3);
      }),
    ).toBe('{"a":2,"b":3,"cart":["cork","cup"],"list":[2],"untouched":[0]}');
  });

  test("goes along with a change inside of the same value, or of another", () => {
    for (const [key, expected] of [
      ["cart", '{"a":2,"cart":["cork","cup","pen"],"list":[1],"untouched":[0]}'],
      ["list", '{"a":2,"cart":["cork","cup"],"list":[1,"pen"],"untouched":[0]}'],
    ] as const)
      expect(
        payload((session) => {
          const list = session.get("list");
          session.set("a", 2);
          session.get("cart").push("cup");
          session.modified = false;
          (key === "list" ? list : session.get("cart")).push("pen");
        }),
      ).toBe(expected);
  });

  test("a value that was set and is changed later is seen", () => {
    expect(
      payload((session) => {
        const cart = ["mug"];
        session.set("cart", cart);
        session.modified = false;
        cart.push("pen");
      }),
    ).toBe('{"a":1,"cart":["mug","pen"],"list":[1],"untouched":[0]}');
  });

  test("a value that cannot be written is found when it is saved", () => {
    expect(() =>
      payload((session) => {
        session.get("cart").push(() => {});
        session.modified = false;
        session.set("a", 2);
      }),
    ).toThrow("session.cart[1]: expected JSON data, got function.");
  });
});

test("of two values that were looked at, the one that changed is enough, whichever it is", () => {
  for (const changed of ["cart", "list"])
    expect(
      payload((session) => {
        for (const key of ["cart", "list"]) session.get(key);
        session.get(changed).push("cup");
        expect(session.modified).toBe(true);
      }),
    ).toContain('"cup"');
});

test("what was forgotten is remembered where the cookie is sent for another reason", () => {
  const permanent = cookieOf({ _permanent: true, a: 1 });
  const response = visit((session) => {
    session.set("a", 2);
    session.modified = false;
  }, permanent);
  expect(payloadOf(cookieFrom(response))).toBe('{"_permanent":true,"a":2}');
});
