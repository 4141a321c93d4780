import {
  type JSONTag,
  Markup,
  SecureCookieSessionInterface,
  TaggedJSONSerializer,
  Tuple,
  UUID,
} from "dewar";
import { describe, expect, test } from "vitest";

const setTag: JSONTag<Set<unknown>> = {
  key: " s",
  check: (value) => value instanceof Set,
  toJSON: (set) => [...set],
  fromJSON: (items) => new Set(items as unknown[]),
};

// Text and meaning from WIRE 4, measured on Flask.
test.each<[unknown, string]>([
  [{ b: 1, a: [true, null] }, '{"a":[true,null],"b":1}'],
  [Tuple.of(1, Tuple.of()), '{" t":[1,{" t":[]}]}'],
  [Uint8Array.of(255, 254, 0), '{" b":"//4A"}'],
  [new Markup("<b>"), '{" m":"<b>"}'],
  [new UUID("12345678-1234-5678-1234-567812345678"), '{" u":"12345678123456781234567812345678"}'],
  [new Date(1704164645999), '{" d":"Tue, 02 Jan 2024 03:04:05 GMT"}'],
  [new Date(-1), '{" d":"Wed, 31 Dec 1969 23:59:59 GMT"}'],
  [{ " t": 1 }, '{" di":{" t__":1}}'],
  [{ " t": 1, x: 2 }, '{" t":1,"x":2}'],
  [{ " di": { " di": { " t": 1 } } }, '{" di":{" di__":{" di":{" di__":{" di":{" t__":1}}}}}}'],
  [9007199254740993n, "9007199254740993"],
  [0.1, "0.1"],
  [1e21, "1e+21"],
  [-0, "-0.0"],
  [Number.NaN, "NaN"],
  ["é\u007f\u2028\ud83d\ude00", '"\\u00e9\\u007f\\u2028\\ud83d\\ude00"'],
])("writes %o as %s and reads it again", (value, text) => {
  const serializer = new TaggedJSONSerializer();
  expect(serializer.dumps(value)).toBe(text);
  const again = serializer.loads(text);
  expect(serializer.dumps(again)).toBe(text);
  if (value !== null && typeof value === "object")
    expect(Object.getPrototypeOf(again)).toBe(Object.getPrototypeOf(value));
});

test("an object with __html__ is Markup, a dictionary with it is not", () => {
  class Html {
    __html__() {
      return "<i>";
    }
  }
  expect(new TaggedJSONSerializer().dumps(new Html())).toBe('{" m":"<i>"}');
});

test("keys are sorted by code point, not by UTF-16 unit", () => {
  const keys = ["\u{10000}", "\uffff", "\ud800", "10", "9", "a"];
  const text = new TaggedJSONSerializer().dumps(Object.fromEntries(keys.map((key) => [key, 0])));
  expect(Object.keys(JSON.parse(text.replaceAll('":', '_":')))).toEqual(
    ["10", "9", "a", "\ud800", "\uffff", "\u{10000}"].map((key) => `${key}_`),
  );
});

describe("register", () => {
  test("a tag of one's own goes there and back, inside of sessions too", () => {
    const serializer = new TaggedJSONSerializer();
    serializer.register(setTag);
    expect(serializer.dumps({ roles: new Set(["a", new UUID("0".repeat(32))]) })).toBe(
      `{"roles":{" s":["a",{" u":"${"0".repeat(32)}"}]}}`,
    );
    const sessions = new SecureCookieSessionInterface({
      secretKey: "0123456789abcdef",
      serializer,
    });
    const session = sessions.openSession(undefined);
    session.roles = new Set(["admin"]);
    const headers = new Headers();
    sessions.saveSession(session, headers);
    const cookie = headers.get("set-cookie")?.split(";")[0];
    expect(sessions.openSession(cookie).roles).toEqual(new Set(["admin"]));
    const next = sessions.openSession(cookie);
    next.roles.add("editor");
    expect(next.modified).toBe(true);
  });

  test("a taken key is refused, or replaced by force", () => {
    const serializer = new TaggedJSONSerializer();
    serializer.register(setTag);
    expect(() => serializer.register(setTag)).toThrow('Tag " s" is registered already.');
    serializer.register({ ...setTag, toJSON: (set) => [...set].reverse() }, { force: true });
    expect(serializer.dumps(new Set([1, 2]))).toBe('{" s":[2,1]}');
    expect(serializer.order.filter((tag) => tag.key === " s")).toHaveLength(1);
  });

  test("index 0 is asked before Flask's own", () => {
    const pairs: JSONTag<object> = {
      key: " o",
      check: (value) => Object.prototype.toString.call(value) === "[object Object]",
      toJSON: (value) => Object.entries(value),
      fromJSON: (entries) => Object.fromEntries(entries as [string, unknown][]),
    };
    const first = new TaggedJSONSerializer();
    first.register(pairs, { index: 0 });
    expect(first.dumps({ b: 1, a: 2 })).toBe('{" o":[["b",1],["a",2]]}');
    const last = new TaggedJSONSerializer();
    last.register(pairs);
    expect(last.dumps({ b: 1, a: 2 })).toBe('{"a":2,"b":1}');
  });

  test("a tag for text, under a key without a space", () => {
    const serializer = new TaggedJSONSerializer();
    serializer.register<string>({
      key: "upper",
      check: (value) => value === "X",
      toJSON: () => 1,
      fromJSON: () => "X",
    });
    expect(serializer.dumps(["X", "y"])).toBe('[{"upper":1},"y"]');
    expect(serializer.loads('[{"upper":1},"y"]')).toEqual(["X", "y"]);
  });
});

describe("what is not Flask's is refused", () => {
  test.each([
    '{" t":1}',
    '{" b":"a"}',
    '{" b":"__--"}',
    '{" b":5}',
    '{" m":null}',
    '{" u":"xyz"}',
    '{" u":5}',
    '{" d":5}',
    '{" d":"yesterday"}',
    '{" di":{}}',
    '{" di":[]}',
    '{" di":{"a":1}}',
    '{" di":{"a__":1,"b__":2}}',
    "{",
    "[1,]",
    "01",
    "nan",
    '"\u0001"',
    '{"a":NaN,}',
    "[-Infinity 1]",
    "1".repeat(4301),
    "[".repeat(501) + "]".repeat(501),
    `[NaN${"[".repeat(501)}${"]".repeat(501)}]`,
  ])("%s", (text) => {
    expect(() => new TaggedJSONSerializer().loads(text)).toThrow(Error);
  });
});

test("a date that no calendar has is null, as in Flask", () => {
  expect(new TaggedJSONSerializer().loads('{" d":"Thu, 31 Feb 2023 00:00:00 GMT"}')).toBe(null);
});

describe("a tuple", () => {
  const tuple = Tuple.from([1, 2], (n) => n * 2);
  test("is a frozen array whose derivatives are plain ones", () => {
    expect([...tuple]).toEqual([2, 4]);
    expect(Object.isFrozen(tuple)).toBe(true);
    expect(Array.isArray(tuple)).toBe(true);
    expect(tuple.map(String)).not.toBeInstanceOf(Tuple);
    expect(new Tuple(["only"])).toHaveLength(1);
    expect(Tuple.of(3)).toHaveLength(1);
  });
});

describe("a UUID", () => {
  test("by any of its spellings", () => {
    const dashed = "12345678-1234-5678-1234-56781234abcd";
    for (const text of [
      dashed,
      dashed.toUpperCase(),
      dashed.replaceAll("-", ""),
      `{${dashed}}`,
      `urn:uuid:${dashed}`,
    ])
      expect(new UUID(text).toString()).toBe(dashed);
    expect(new UUID(dashed).equals(new UUID(dashed.toUpperCase()))).toBe(true);
    expect(new UUID(dashed).equals(dashed)).toBe(false);
    expect(JSON.stringify(new UUID(dashed))).toBe(`"${dashed}"`);
    expect(() => new UUID("x")).toThrow("UUID expected 32 hex digits");
  });
});
