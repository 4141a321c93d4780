// Text of strangers, and times, as the command line and the inspector show them.
import { describe, expect, test } from "vitest";
import {
  agoInWords,
  bareValue,
  cookiesIn,
  inWords,
  printable,
  quoted,
  utc,
} from "../../src/token/index.ts";

test.each([
  ["plain é 🦀", "plain é 🦀"],
  ["a\nb", "a\nb"],
  ["\x1b[31m", "\\u001b[31m"],
  ["\x7f\x9b", "\\u007f\\u009b"],
  ["\u202eevil", "\\u202eevil"],
  ["\u200b\ufeff", "\\u200b\\ufeff"],
  ["\u2028\u2029", "\\u2028\\u2029"],
  ["\u{e0041}", "\\udb40\\udc41"],
])("printable: %j", (text, shown) => {
  expect(printable(text)).toBe(shown);
  expect(JSON.parse(quoted(text))).toBe(text);
});

test.each([
  [0, "0 seconds", "now"],
  [0.9, "0 seconds", "0 seconds ago"],
  [1, "1 second", "1 second ago"],
  [-61, "1 minute 1 second", "in 1 minute 1 second"],
  [3600, "1 hour", "1 hour ago"],
  [90_061, "1 day 1 hour", "1 day 1 hour ago"],
  [604_800, "7 days", "7 days ago"],
])("%d seconds", (seconds, words, ago) => {
  expect([inWords(seconds), agoInWords(seconds)]).toEqual([words, ago]);
});

test("a time in UTC has no fraction", () => {
  expect(utc(0)).toBe("1970-01-01T00:00:00Z");
  expect(utc(1_700_000_000.9)).toBe("2023-11-14T22:13:20Z");
});

describe("what was pasted", () => {
  test.each([
    ["session=a.b.c", [["session", "a.b.c"]]],
    [
      "Cookie: a=1; b=2",
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    ["< set-cookie: a=1; Path=/; HttpOnly", [["a", "1"]]],
    [
      "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=%7C\r\n\r\nbody",
      [
        ["a", "1"],
        ["b", "|"],
      ],
    ],
    ["eyJhIjoxfQ==", []],
    ["a.b.c", []],
  ])("%j", (text, pairs) => {
    expect(cookiesIn(text).map(({ name, value }) => [name, value])).toEqual(pairs);
  });

  test("a bare value loses quotes and line breaks", () => {
    expect(bareValue(' "a.\nb.c" ')).toBe("a.b.c");
    expect(bareValue("'42%7C00'")).toBe("42|00");
  });
});
