// The fast path of most sessions, compared with the writer of all values.
import { TaggedJSONSerializer } from "dewar";
import fc from "fast-check";
import { expect, test } from "vitest";
import { dumps } from "../../src/json/dumps.ts";
import { flatJSON } from "../../src/json/flat-json.ts";

const { tags } = new TaggedJSONSerializer();
const key = fc.oneof(
  fc.stringMatching(/^[a-z_]{1,4}$/),
  fc.string({ unit: "binary", maxLength: 4 }),
  fc.constantFrom("__proto__", "toJSON", "10", "9", " t", " di", ""),
);
const value = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[\w ,:"\\-]{0,9}$/) },
  { weight: 4, arbitrary: fc.oneof(fc.integer(), fc.boolean(), fc.constant(null)) },
  fc.double(),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom<unknown>(undefined, -0, 2 ** 53, 5n, [], {}, new Date(0)),
);

test("what is written at all is what the writer of all values writes", () => {
  let written = 0;
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 5 }), (data) => {
      const flat = flatJSON(data, tags);
      if (flat === undefined) return;
      written++;
      expect(flat).toBe(dumps(data, { sortKeys: true, separators: [",", ":"] }));
    }),
    { numRuns: 5000 },
  );
  expect(written).toBeGreaterThan(500);
});

test.each<[why: string, value: unknown]>([
  ["text", "a"],
  ["a list", ["a"]],
  ["a Date", new Date(0)],
  ["null", null],
  ["a record inside", { a: {} }],
  ["a list inside", { a: [] }],
  ["a float", { a: 0.5 }],
  ["minus zero", { a: -0 }],
  ["an integer that JavaScript rounds", { a: 2 ** 53 }],
  ["a member that is left out", { a: undefined }],
  ["a key that moves", { b: 1, 1: 2 }],
  ["a key that is no member", JSON.parse('{"__proto__":1}')],
  ["a single key that is a tag", { " t": "a" }],
  ["text beyond ASCII", { a: "é" }],
  ["DEL", { a: "\x7f" }],
  ["half of a surrogate pair", { a: "\ud83d" }],
])("%s is left to the writer", (_, value) => {
  expect(flatJSON(value, tags)).toBeUndefined();
});

test.each<[text: string, value: object]>([
  ["{}", {}],
  ['{"a":1,"b":"x","c":true,"d":null}', { d: null, c: true, b: "x", a: 1 }],
  ['{" t":1,"a":2}', { a: 2, " t": 1 }],
  ['{"a":"\\u0000\\n\\"\\\\"}', { a: '\0\n"\\' }],
])("%s", (text, value) => {
  expect(flatJSON(value, tags)).toBe(text);
  expect(flatJSON(Object.assign(Object.create(null), value), tags)).toBe(text);
});
