import fc from "fast-check";
import { expect, test } from "vitest";
import { TaggedJSONSerializer } from "../../src/json/index.ts";
import { rewrite, rewriteExactly, rewritePlain } from "../../src/session/rewrite.ts";

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

// The way through JSON.stringify is taken only where it gives the very same text.
test("the fast way writes what the exact one writes", () => {
  let fast = 0;
  fc.assert(
    fc.property(data, data, (before, after) => {
      const text = serializer.dumps(before);
      const merged: Record<string, unknown> = { ...before, ...after };
      const isChanged = (name: string) => Object.hasOwn(after, name);
      const keys = Object.keys(merged);
      const exact = rewriteExactly(serializer, merged, keys, text, isChanged);
      const plain = rewritePlain(merged, keys, text, isChanged);
      if (plain === undefined) return;
      fast++;
      expect(plain).toBe(exact);
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
