// Flask's tags where they hold what they never hold, and beside tags of one's own.
import { JSONDecodeError, TaggedJSONSerializer } from "dewar";
import { describe, expect, test } from "vitest";

describe("a tag that holds what it never holds", () => {
  const ESCAPED = "an object of one key that ends in two underscores";
  test.each([
    ...[" di", " di", " di", " di", " di", " di", " di", " di"].map((tag, index) => [
      tag,
      ["null", "1", '"a__"', "[]", "{}", '{"a__":1,"b__":2}', '{"a":1}', '["a__"]'][index],
      ESCAPED,
    ]),
    [" t", "1", "an array"],
    [" t", '{"0":1}', "an array"],
    [" b", "1", "padded base64"],
    [" b", '"YQ"', "padded base64"],
    [" b", '"YQ=a"', "padded base64"],
    [" b", '"!!!!"', "padded base64"],
    [" m", "1", "a string"],
    [" u", "1", "a string"],
    [" d", "1", "an HTTP date"],
    [" d", '"yesterday"', "an HTTP date"],
  ] as [string, string, string][])("%j: %s", (tag, stored, expected) => {
    const read = () => new TaggedJSONSerializer().loads(`{"x":{"${tag}":${stored}}}`);
    expect(read).toThrow(new JSONDecodeError(`tag "${tag}" expected ${expected}`));
    expect(read).toThrow(JSONDecodeError);
  });
});

test("a tag for text leaves all the rest as it is", () => {
  const serializer = new TaggedJSONSerializer();
  serializer.register<string>({
    key: "x ",
    check: (value) => value === "X",
    toJSON: () => 1,
    fromJSON: () => "X",
  });
  const value = ["X", "y", null, true, 1, 1.5, 2n, { a: null, b: ["X"] }];
  const text = '[{"x ":1},"y",null,true,1,1.5,2,{"a":null,"b":[{"x ":1}]}]';
  expect(serializer.dumps(value)).toBe(text);
  expect(serializer.loads(text)).toEqual(value.with(6, 2));
});

test("an object whose __html__ is no method is no Markup", () => {
  class Page {
    __html__ = "<b>";
  }
  expect(() => new TaggedJSONSerializer().dumps(new Page())).toThrow(
    "value: expected a plain object, got Page.",
  );
});
