// JSON text as Python's json.loads takes it, by the fast way and by the plain one. NaN makes it the plain one.
import { describe, expect, test } from "vitest";
import { JSONDecodeError, loads, setMember } from "../../src/json/index.ts";

const caught = (text: string): unknown => {
  try {
    return loads(text);
  } catch (error) {
    return error;
  }
};

const refused = (text: string, message: string): JSONDecodeError => {
  const error = caught(text) as JSONDecodeError;
  expect(error, text).toBeInstanceOf(JSONDecodeError);
  expect([error.name, error.message]).toEqual(["JSONDecodeError", message]);
  return error;
};

describe.each([
  ["fast", "1"],
  ["plain", "NaN"],
])("%s: levels of nesting", (_, leaf) => {
  const lists = (levels: number, inside: string) =>
    `${"[".repeat(levels)}${inside}${"]".repeat(levels)}`;
  const objects = (levels: number, inside: string) =>
    `${'{"a":'.repeat(levels)}${inside}${"}".repeat(levels)}`;
  const depth = (value: unknown): number =>
    typeof value === "object" && value !== null ? 1 + depth(Object.values(value)[0]) : 0;
  const tooDeep = "expected at most 500 levels of nesting";

  test.each([
    ["lists", lists],
    ["objects", objects],
  ])("500 %s are read, 501 are not", (_name, nested) => {
    expect(depth(loads(nested(500, leaf)))).toBe(500);
    refused(nested(501, leaf), tooDeep);
    refused(`[${leaf},${nested(500, leaf)}]`, tooDeep);
  });

  test("what stands beside each other is no deeper", () => {
    for (const one of ["[]", "{}", '{"a":[]}', "[{}]"]) {
      const many = Array.from({ length: 700 }, () => one).join();
      expect(loads(`[${many},${leaf}]`)).toHaveLength(701);
    }
    expect(depth(loads(lists(499, `[],[],${leaf}`)))).toBe(500);
    refused(lists(499, `[],[[]],${leaf}`), tooDeep);
  });

  test("brackets within text are none, and text ends where it ends", () => {
    const text = "[".repeat(600);
    for (const value of [text, `"${text}`, `\\"${text}{`, `${text}\\`])
      expect(loads(`[${JSON.stringify(value)},${leaf}]`)).toEqual([value, loads(leaf)]);
    for (const value of ["", '"', "\\", '\\"', "]".repeat(600), "}"])
      refused(`[${JSON.stringify(value)},${lists(500, leaf)}]`, tooDeep);
  });
});

describe("text that is no JSON", () => {
  test.each([
    ...[
      "",
      " ",
      "NaN x",
      "NaN NaN",
      "[NaN",
      "[NaN,",
      "[NaN,]",
      "[,NaN]",
      "[NaN 1]",
      "[NaN}",
      "]NaN",
    ],
    ...[":NaN", ':"a":NaN}', '{"a":NaN', '{"a":NaN,}', '{"a":NaN "b":1}', '{"a":NaN]', '{"a" NaN}'],
    ...[
      "{NaN:1}",
      '{"a"}NaN',
      "{,NaN}",
      "[nan,NaN]",
      "[+1,NaN]",
      "[01,NaN]",
      "[1.,NaN]",
      "['a',NaN]",
    ],
    ...["[Infinity", "[--1,NaN]", "[-NaN]", '["a,NaN]'],
  ])("%j", (text) => {
    refused(text, "expected JSON text");
  });

  test.each(["[1", "{'a':1}", "[1,]", "nul"])("%j, with the error behind it", (text) => {
    const error = refused(text, "expected JSON text");
    expect(error.originalError).toBeInstanceOf(SyntaxError);
    expect(Object.keys(error)).not.toContain("originalError");
  });

  test("a control character within text", () => {
    const error = refused('["\u0001",NaN]', "expected a JSON string");
    expect(error.originalError).toBeInstanceOf(SyntaxError);
  });
});

test("what only Python writes is read, with white space wherever it goes", () => {
  expect(loads(" [ NaN , -Infinity,Infinity, -0 , 1e2, -1.5E-1 ] \n")).toEqual([
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    0,
    100,
    -0.15,
  ]);
  expect(loads('\t{ "a" : NaN , "b" : { } , "c" : [ ] }\r\n')).toEqual({
    a: Number.NaN,
    b: {},
    c: [],
  });
});

test("a member called __proto__ is data, which can be changed and removed", () => {
  const object: Record<string, unknown> = {};
  setMember(object, "__proto__", 1);
  expect(Object.entries(object)).toEqual([["__proto__", 1]]);
  setMember(object, "__proto__", 2);
  expect(Object.entries(object)).toEqual([["__proto__", 2]]);
  expect(Reflect.deleteProperty(object, "__proto__")).toBe(true);
  expect(Object.keys(object)).toEqual([]);
});
