import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rewrite, rewriteExactly } from "../../src/cookie/rewrite.ts";
import { TaggedJSONSerializer } from "../../src/json/index.ts";

const serializer = new TaggedJSONSerializer();
const key = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom("_permanent", "a", "b", "10", "9"),
);
const primitive = fc.oneof(
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double(),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const plain = fc.oneof(fc.boolean(), fc.integer(), fc.stringMatching(/^[\w ,:"\\-]{0,9}$/));
const data = fc.oneof(
  fc.dictionary(key, fc.oneof(primitive, fc.array(primitive, { maxLength: 3 }))),
  fc.dictionary(fc.stringMatching(/^[a-z_]{1,4}$/), plain),
);

// What is flat before and after goes through JSON.stringify, which must give the very same text.
test("the fast way writes what the exact one writes", () => {
  let fast = 0;
  fc.assert(
    fc.property(data, data, (before, after) => {
      const text = serializer.dumps(before);
      const merged: Record<string, unknown> = { ...before, ...after };
      const isChanged = (name: string) => Object.hasOwn(after, name);
      if (serializer.dumpsFlat(merged) !== undefined) fast++;
      const exact = rewriteExactly(serializer, merged, text, isChanged);
      expect(rewrite(serializer, merged, text, isChanged)).toBe(exact);
    }),
    { numRuns: 5000 },
  );
  expect(fast).toBeGreaterThan(200);
});

test.each([
  '{"a": 1}',
  '{"a":1 }',
  '{ "a":1}',
  '{"a":1.0}',
  '{"a":1e5}',
  '{"a":"\\u0041"}',
  '{"a":"\\/"}',
  '{"a":"é"}',
  '{"a":-0.0}',
  '{"a":[1]}',
  '{"a":{" t":[]}}',
  '{"9":1,"10":2}',
  '{"b":1,"a":1.5}',
])("%s keeps its text while another key changes", (text) => {
  const read = serializer.loads(text) as Record<string, unknown>;
  const changed = rewrite(serializer, { ...read, n: 1 }, text, (name) => name === "n");
  for (const member of text
    .slice(1, -1)
    .split(",")
    .map((each) => each.trim())) {
    const value = member.slice(member.indexOf(":") + 1).trim();
    expect(changed).toContain(`:${value}`);
  }
});

const keep = (text: string, extra: Record<string, unknown> = {}): string => {
  const read = serializer.loads(text) as Record<string, unknown>;
  return rewrite(serializer, { ...read, ...extra }, text, (name) => Object.hasOwn(extra, name));
};

// Texts that Flask wrote.
describe("a session of one key that is a tag keeps what stands in the escape", () => {
  test.each([
    '{" di":{" b__":293.0}}',
    '{" di":{" t__":[1.0,{"a":1e+16}]}}',
    '{" di":{" di__":{" x":1.0}}}',
    '{" di":{" m__":9007199254740993}}',
    '{" di":{" u__":"\\u0041\\ud83d"}}',
    '{" di":{" d__":{" di":{" d__":1.0}}}}',
    '{" x":1.0}',
    '{" t__":1.0}',
    '{"":1.0}',
    '{" b":293.0,"a":1.0}',
    '{"\\ud83d":1.0}',
  ])("%s", (text) => {
    expect(keep(text)).toBe(text);
  });

  test("while another key comes", () => {
    expect(keep('{" di":{" b__":293.0}}', { a: 1 })).toBe('{" b":293.0,"a":1}');
    expect(keep('{" di":{" b__":293.0}}', { a: undefined })).toBe('{" di":{" b__":293.0}}');
    expect(keep('{" b":293.0,"a":1}', { a: undefined })).toBe('{" di":{" b__":293.0}}');
  });

  test("and is written with its path in errors", () => {
    expect(() => keep('{"a":1}', { a: undefined, " b": new Map() })).toThrow(
      'session[" b"]: expected a plain object, got Map',
    );
  });

  test("around tags of one's own, too", () => {
    const own = new TaggedJSONSerializer();
    own.register({ key: "n", check: () => false, toJSON: () => 0, fromJSON: (value) => value });
    const text = '{" di":{"n__":1.0}}';
    expect(rewrite(own, { n: 1 }, text, () => false)).toBe(text);
    // Another tag around the whole: the text inside belongs to no key.
    expect(rewrite(own, { a: 1 }, '{"n":{"a":1.0}}', () => false)).toBe('{"a":1}');
  });
});

describe("what JSON.stringify would write differently is written as Flask writes it", () => {
  test.each<[string, string]>([
    ['{"a":-0.0}', '{"a":-0.0}'],
    ['{"a":0}', '{"a":0}'],
    ['{"b":1,"a":2}', '{"a":2,"b":1}'],
    ['{"!":1,"0":2}', '{"!":1,"0":2}'],
    ['{"b":1,"__proto__":2}', '{"__proto__":2,"b":1}'],
    ['{"a":"é","é":true}', '{"a":"\\u00e9","\\u00e9":true}'],
    ['{"a":null,"B":false}', '{"B":false,"a":null}'],
  ])("%s", (given, text) => {
    const read = serializer.loads(given) as Record<string, unknown>;
    for (const isChanged of [() => true, () => false])
      expect(rewrite(serializer, read, undefined, isChanged)).toBe(text);
  });

  test("a key beyond ASCII is escaped, as a tag and in errors", () => {
    const own = new TaggedJSONSerializer();
    own.register({ key: "é", check: () => false, toJSON: () => 0, fromJSON: (value) => value });
    expect(rewrite(own, { é: 1 }, undefined, () => true)).toBe('{" di":{"\\u00e9__":1}}');
    expect(() => rewrite(serializer, { é: new Map() }, undefined, () => true)).toThrow(
      'session["\\u00e9"]: expected a plain object, got Map',
    );
    expect(() => rewrite(serializer, { $a1: new Map() }, undefined, () => true)).toThrow(
      /^session\.\$a1: expected a plain object, got Map/,
    );
  });

  test("a serializer of one's own writes the whole by itself", () => {
    const own = { dumps: (data: unknown) => `own ${JSON.stringify(data)}`, loads: JSON.parse };
    expect(rewrite(own, { b: 1, a: 2 }, '{"b":1}', () => false)).toBe('own {"b":1,"a":2}');
  });
});

describe("half of a surrogate pair", () => {
  test.each([
    ["\ud83d", "\\ufffd"],
    ["\ude00", "\\ufffd"],
    ["\ud83d\ude00", "\\ud83d\\ude00"],
    ["\ud83d\ud83d\ude00", "\\ufffd\\ud83d\\ude00"],
    ["\ude00\ud83d", "\\ufffd\\ufffd"],
    ["\ud7ff\ue000", "\\ud7ff\\ue000"],
    ["\udbff\udfff\udc00", "\\udbff\\udfff\\ufffd"],
    ["\\ud83d", "\\\\ud83d"],
    ["\\\ud83d", "\\\\\\ufffd"],
    ['"\ud83d"', '\\"\\ufffd\\"'],
  ])("%j that is set is written as %s", (value, text) => {
    const changed = (data: Record<string, unknown>) =>
      rewrite(serializer, data, undefined, () => true);
    expect(changed({ a: value })).toBe(`{"a":"${text}"}`);
    expect(changed({ a: [{ b: value }] })).toBe(`{"a":[{"b":"${text}"}]}`);
    expect(changed({ a: { [value]: 1 } })).toBe(`{"a":{"${text}":1}}`);
    expect(changed({ [value]: 1 })).toBe(`{"${text}":1}`);
  });

  test("stays in a text that nobody changed", () => {
    expect(keep('{"\\ud83d":"\\ud83d"}', { a: "\ud83d" })).toBe(
      '{"a":"\\ufffd","\\ud83d":"\\ud83d"}',
    );
  });
});
