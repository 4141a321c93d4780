// What is in a payload, under Python's names of the types.
import { Markup, TaggedJSONSerializer, Tuple, UUID } from "dewar";
import { encodePayload } from "dewar/itsdangerous";
import { expect, test } from "vitest";
import { readPayload, split, toJSON } from "../../src/token/index.ts";

const read = (payload: string) => readPayload({ ...split(""), payload });
const dataOf = (text: string) => {
  const result = read(encodePayload(text));
  return "problem" in result ? result.problem : result.data;
};

test("every type of a session", () => {
  const text = new TaggedJSONSerializer().dumps({
    at: Tuple.of(1, 2.5),
    big: 2n ** 60n,
    by: Uint8Array.of(1, 2),
    html: new Markup("<b>"),
    id: new UUID("00000000000000000000000000000001"),
    off: false,
    on: new Date(0),
    nothing: null,
    " t": [],
  });
  expect(dataOf(text)).toEqual({
    type: "dict",
    members: [
      [" t", { type: "list", items: [] }],
      [
        "at",
        {
          type: "tuple",
          items: [
            { type: "int", text: "1" },
            { type: "float", text: "2.5" },
          ],
        },
      ],
      ["big", { type: "int", text: `${2n ** 60n}` }],
      ["by", { type: "bytes", base64: "AQI=" }],
      ["html", { type: "Markup", text: "<b>" }],
      ["id", { type: "UUID", text: "00000000-0000-0000-0000-000000000001" }],
      ["nothing", { type: "null", text: "null" }],
      ["off", { type: "bool", text: "false" }],
      ["on", { type: "datetime", text: "Thu, 01 Jan 1970 00:00:00 GMT" }],
    ],
  });
});

test.each([
  ["1.0", { type: "float", text: "1.0" }],
  ["NaN", { type: "float", text: "NaN" }],
  ["-Infinity", { type: "float", text: "-Infinity" }],
  ['"s1"', { type: "str", text: "s1" }],
  ['{" di":{" t__":1}}', { type: "dict", members: [[" t", { type: "int", text: "1" }]] }],
  ['{"__proto__":1}', { type: "dict", members: [["__proto__", { type: "int", text: "1" }]] }],
])("%s", (text, data) => {
  expect(dataOf(text)).toEqual(data);
});

test("types that JSON lacks are named in JSON", () => {
  const described = dataOf('{"a":{" t":["x"]},"b":1}');
  expect(JSON.stringify(typeof described === "string" ? described : toJSON(described))).toBe(
    '{"a":{"type":"tuple","value":["x"]},"b":1}',
  );
});

test("whether it was compressed, and its text", () => {
  const text = JSON.stringify("a".repeat(200));
  expect(read(encodePayload(text))).toMatchObject({ compressed: true, text });
  expect(read(encodePayload("1"))).toMatchObject({ compressed: false, text: "1" });
  expect(readPayload(split("42|00"))).toMatchObject({ compressed: false, text: "42" });
});

test.each([
  ["!", "the payload is not base64url"],
  [encodePayload("{"), "expected JSON text"],
  [encodePayload('{" u":"1"}'), "a tag has a value of the wrong type"],
])("%s cannot be read", (payload, problem) => {
  expect(read(payload)).toEqual({ problem });
});
