// An application that puts a visitor's JSON into a session without looking at it: what a visitor
// reaches through one session must not be what all sessions share.
import { Session } from "dewar";
import { describe, expect, test } from "vitest";
import { MERGES } from "../adapters/polluted/merges.ts";
import { cookieOf, sessionsAt, visit } from "./kit.ts";

const SECTIONS = [
  ...["__proto__", "constructor", "prototype", "clear", "get", "flash", "regenerate", "toString"],
  ...["hasOwnProperty", "permanent", "status", "modified", "isPrototypeOf", "then", "toJSON"],
];
const KEYS = [
  ...["username", "clear", "call", "apply", "bind", "name", "prototype", "__proto__"],
  ...["constructor", "get", "set", "value", "toString"],
];
const bodies = SECTIONS.flatMap((section) =>
  KEYS.flatMap((key) => ["admin", null, {}].map((value) => ({ section, key, value }))),
);

/** Everything that all sessions have in common, down to the members of each method, by its path. */
function shared(): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const add = (path: string, of: object, isMethod = false): void => {
    found.set(`${path}.[[Prototype]]`, Object.getPrototypeOf(of));
    for (const name of Reflect.ownKeys(of)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(of, name) as PropertyDescriptor;
      for (const [kind, each] of Object.entries({ value, get, set })) {
        const place = `${path}.${String(name)} (${kind})`;
        found.set(place, each);
        if (typeof each === "function" && !isMethod) add(place, each, true);
      }
    }
  };
  add("Session.prototype", Session.prototype);
  add("Object.prototype", Object.prototype);
  add("Function.prototype", Function.prototype);
  return found;
}

/** Paths where there is something else than before. */
function changes(before: Map<string, unknown>, after: Map<string, unknown>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => !Object.is(before.get(path), after.get(path)));
}

/** Does it, and whatever it throws is nobody's concern. */
function attempt(act: () => unknown): void {
  try {
    act();
  } catch {}
}

/** What another visitor then has and does. */
function everybody(): unknown[] {
  const alice = sessionsAt().openSession(cookieOf({ username: "alice" }));
  const stranger = sessionsAt().openSession(undefined);
  return [
    [alice.username, alice.get("username"), { ...alice }, alice.status],
    [stranger.username, stranger.get("username"), { ...stranger }, stranger.status],
    visit((session) => session.clear(), cookieOf({ username: "alice" })).setCookie,
    visit((session) => {
      session.username = "bob";
    }).setCookie,
    visit((session) => session.flash("Hi")).setCookie,
    Object.keys({}),
  ];
}

const before = { shared: shared(), everybody: everybody() };
const unchanged = () => {
  expect(changes(before.shared, shared())).toEqual([]);
  expect(everybody()).toEqual(before.everybody);
};

test("session[section][key] = value", () => {
  const put = MERGES["assignment"] as (session: object, body: object) => unknown;
  for (const body of bodies) {
    const session = sessionsAt().openSession(undefined);
    attempt(() => put(session, body));
    expect({ body, changes: changes(before.shared, shared()) }).toEqual({ body, changes: [] });
    expect([...session]).toEqual([]);
  }
  unchanged();
});

test.each(["__proto__", "constructor"])(
  "session.%s is nothing, so it throws at that line",
  (name) => {
    const session = sessionsAt().openSession(undefined);
    expect(() => {
      session[name].username = "admin";
    }).toThrow(new TypeError("Cannot set properties of undefined (setting 'username')"));
  },
);

describe.each(Object.keys(MERGES).filter((name) => name !== "assignment"))("%s", (name) => {
  const put = MERGES[name] as (session: object, body: object) => unknown;

  test("of what leads away from the session", () => {
    for (const { section, key, value } of bodies) {
      const body = JSON.parse(JSON.stringify({ [section]: { [key]: value } }));
      attempt(() => put(sessionsAt().openSession(undefined), body));
    }
    for (const text of [
      '{"__proto__":{"username":"admin"}}',
      '{"__proto__":null}',
      '{"constructor":{"prototype":{"username":"admin"}}}',
      '{"clear":null,"get":"x","username":"mallory"}',
      '{"__proto__":{"__proto__":{"username":"admin"}}}',
    ])
      attempt(() => put(sessionsAt().openSession(undefined), JSON.parse(text)));
    unchanged();
  });

  test("of what is data becomes data of this visitor", () => {
    const response = visit((session) => put(session, { cart: { name: "cup" }, visits: 2 }));
    const [cookie = ""] = response.setCookie;
    const data = { ...sessionsAt().openSession(cookie.split(";")[0]) };
    expect(data).toEqual({ cart: { name: "cup" }, visits: 2 });
    unchanged();
  });
});

test("the prototype of sessions and its methods are frozen", () => {
  expect(Object.isFrozen(Session.prototype)).toBe(true);
  const session = sessionsAt().openSession(undefined);
  expect(Object.getPrototypeOf(session)).toBe(Session.prototype);
  for (const name of ["get", "clear", "flash", "regenerate"])
    expect(Object.isFrozen(session[name])).toBe(true);
});
