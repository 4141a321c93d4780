// JSON text as Python's json.dumps writes it.
import { describe, expect, test } from "vitest";
import {
  type DumpsOptions,
  dumps,
  JSONEncodeError,
  sortByCodePoint,
} from "../../src/json/index.ts";
import { floatRepr } from "../../src/json/python-text.ts";

const VALUE = { b: 1, a: [true, "é"] };
const absent = (options: Record<string, unknown>): DumpsOptions => options as DumpsOptions;

test.each<[DumpsOptions, string]>([
  [{}, '{"b": 1, "a": [true, "\\u00e9"]}'],
  [
    absent({ sortKeys: undefined, ensureAscii: undefined, separators: undefined }),
    '{"b": 1, "a": [true, "\\u00e9"]}',
  ],
  [{ sortKeys: true }, '{"a": [true, "\\u00e9"], "b": 1}'],
  [{ ensureAscii: false }, '{"b": 1, "a": [true, "é"]}'],
  [{ separators: [",", ":"] }, '{"b":1,"a":[true,"\\u00e9"]}'],
])("options %j", (options, text) => {
  expect(dumps(VALUE, options)).toBe(text);
});

// Python's repr() of each.
test.each([
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [-1, "-1.0"],
  [1.5, "1.5"],
  [-12.5, "-12.5"],
  [100, "100.0"],
  [120.25, "120.25"],
  [123456.789, "123456.789"],
  [0.5, "0.5"],
  [-0.0625, "-0.0625"],
  [0.0001, "0.0001"],
  [0.00012, "0.00012"],
  [0.00001, "1e-05"],
  [1.25e-7, "1.25e-07"],
  [1e15, "1000000000000000.0"],
  [9007199254740992, "9007199254740992.0"],
  [1e16, "1e+16"],
  [-1.5e300, "-1.5e+300"],
  [5e-324, "5e-324"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
])("the float %d is %s", (value, text) => {
  expect(floatRepr(value)).toBe(text);
});

test("keys that begin alike are sorted by what differs, the shorter one first", () => {
  const face = "\u{1f600}";
  const sorted = [face, `${face}a`, `${face}ab`, `${face}b`, `${face}\uffff`, `${face}${face}`];
  for (const keys of [sorted, sorted.toReversed(), [...sorted.slice(3), ...sorted.slice(0, 3)]])
    expect(sortByCodePoint([...keys])).toEqual(sorted);
});

describe("what JSON has no text for", () => {
  const ADVICE =
    "Store plain data: null, booleans, numbers, bigints, strings, arrays and plain objects, or types " +
    "that the serializer has a tag for.";
  const refused = (value: unknown, options: DumpsOptions = {}): JSONEncodeError => {
    try {
      dumps(value, options);
    } catch (error) {
      expect(error).toBeInstanceOf(JSONEncodeError);
      return error as JSONEncodeError;
    }
    throw new Error("expected a throw");
  };

  class Cart {}
  const nameless = new (class {})();
  const odd = Object.create(Object.create({ constructor: { name: "Cart" } }));

  test.each<[unknown, string]>([
    [new Cart(), "expected a plain object, got Cart"],
    [nameless, "expected a plain object, got an object"],
    [odd, "expected a plain object, got an object"],
    [() => {}, "expected JSON data, got function"],
    [Symbol("a"), "expected JSON data, got symbol"],
  ])("%o", (value, problem) => {
    const error = refused(value);
    expect([error.name, error.message]).toEqual([
      "JSONEncodeError",
      `value: ${problem}. ${ADVICE}`,
    ]);
    expect("cause" in error).toBe(false);
  });

  test("the path to it is text that can be printed", () => {
    const value = { ok: [{ "é a": [0, new Cart()] }] };
    expect(refused(value, { label: "session" }).message).toBe(
      `session.ok[0]["\\u00e9 a"][1]: expected a plain object, got Cart. ${ADVICE}`,
    );
    expect(refused([new Cart()], absent({ label: undefined })).message).toMatch(/^value\[0\]: /);
  });

  test("what a tag throws is the cause", () => {
    const problem = new RangeError("expected a full cart");
    const tag = (thrown: unknown) => (): undefined => {
      throw thrown;
    };
    const error = refused(1, { tag: tag(problem) });
    expect([error.message, error.cause]).toEqual([
      `value: expected a full cart. ${ADVICE}`,
      problem,
    ]);
    const other = refused(1, { tag: tag("no error") });
    expect([other.message, other.cause]).toEqual([`value: its tag threw. ${ADVICE}`, "no error"]);
  });
});
