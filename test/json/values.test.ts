// The types that JSON has not, by themselves.
import { Markup, Tuple, UUID } from "dewar";
import { describe, expect, test } from "vitest";
import { httpDate, parseHttpDate } from "../../src/json/http-date.ts";

describe("Tuple", () => {
  test("holds what it is made of, and nothing else ever", () => {
    expect([...new Tuple()]).toEqual([]);
    expect([...new Tuple(new Set([1, 2]))]).toEqual([1, 2]);
    expect([...Tuple.from([1, 2])]).toEqual([1, 2]);
    expect([...Tuple.from({ length: 2 }, (_, index) => index * 2)]).toEqual([0, 2]);
    expect(Tuple.from([1])).toBeInstanceOf(Tuple);
    expect(() => Tuple.of(1).push(2)).toThrow(TypeError);
  });

  test("gives arrays", () => {
    const doubled = Tuple.of(1, 2).map((item) => item * 2);
    expect(doubled).toEqual([2, 4]);
    expect(doubled).not.toBeInstanceOf(Tuple);
    expect(Tuple.of(1, 2).slice(1).concat(3)).toEqual([2, 3]);
  });
});

test("Markup is its HTML, by every protocol", () => {
  const markup = new Markup("<b>");
  expect([`${markup}`, markup.toHTML(), markup.__html__(), JSON.stringify(markup)]).toEqual([
    "<b>",
    "<b>",
    "<b>",
    '"<b>"',
  ]);
});

describe("UUID", () => {
  const text = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const hex = text.replaceAll("-", "");

  test.each([text, hex, text.toUpperCase(), `{${text}}`, `urn:uuid:${text}`])("%s", (form) => {
    const uuid = new UUID(form);
    expect([uuid.hex, `${uuid}`, JSON.stringify(uuid)]).toEqual([hex, text, `"${text}"`]);
  });

  test.each([
    ...["", hex.slice(1), `${hex}0`, `0${hex}`, `${hex.slice(1)}g`, `x${text}`, `${text}x`],
    ...[
      `x-urn:uuid:${text}`,
      `${hex.slice(0, 8)}{${hex.slice(8)}`,
      `${hex.slice(0, 8)}}${hex.slice(8)}`,
    ],
  ])("%j is none", (form) => {
    expect(() => new UUID(form)).toThrow(
      new TypeError("UUID expected 32 hex digits, with or without dashes; got other text."),
    );
  });

  test("equals another of its value, and nothing else", () => {
    const uuid = new UUID(text);
    expect(uuid.equals(new UUID(hex))).toBe(true);
    expect(uuid.equals(new UUID("0".repeat(32)))).toBe(false);
    for (const other of [hex, text, { hex }, null, undefined])
      expect(uuid.equals(other)).toBe(false);
  });
});

describe("HTTP dates", () => {
  // What email.utils.parsedate_to_datetime makes of them; null where Flask reads None.
  test.each<[string, string | null | undefined]>([
    ["Tue, 02 Jan 2024 03:04:05 GMT", "2024-01-02T03:04:05.000Z"],
    ["2 Jan 2024 03:04:05 UTC", "2024-01-02T03:04:05.000Z"],
    ["Tue, 02 Jan 2024 03:04:05 +0130", "2024-01-02T01:34:05.000Z"],
    ["Tue, 02 Jan 2024 03:04:05 -0130", "2024-01-02T04:34:05.000Z"],
    ["Tue, 02 Jan 2024 23:59:59 +2359", "2024-01-02T00:00:59.000Z"],
    ["Tue, 02 Jan 2024 03:04:05 +2400", null],
    ["Tue, 02 Jan 2024 03:04:05 -2460", null],
    ["Tue, 02 Jan 2024 24:00:00 GMT", null],
    ["Tue, 02 Jan 2024 03:60:00 GMT", null],
    ["Tue, 02 Jan 2024 03:04:60 GMT", null],
    ["Sat, 31 Feb 2024 03:04:05 GMT", null],
    ["Sat, 00 Jan 2024 03:04:05 GMT", null],
    ["Sat, 01 Jan 0068 00:00:00 GMT", "2068-01-01T00:00:00.000Z"],
    ["Sat, 01 Jan 0069 00:00:00 GMT", "1969-01-01T00:00:00.000Z"],
    ["Sat, 01 Jan 0099 00:00:00 GMT", "1999-01-01T00:00:00.000Z"],
    ["Sat, 01 Jan 0100 00:00:00 GMT", "0100-01-01T00:00:00.000Z"],
    ["Tue, 02 Foo 2024 03:04:05 GMT", undefined],
    ["Tue, 02 Jan 2024 03:04:05 EST", undefined],
    ["xTue, 02 Jan 2024 03:04:05 GMT", undefined],
    ["Tue, 02 Jan 2024 03:04:05 GMT.", undefined],
    ["2024-01-02", undefined],
    ["", undefined],
  ])("%j is read as %s", (text, iso) => {
    const date = parseHttpDate(text);
    expect(date instanceof Date ? date.toISOString() : date).toBe(iso);
  });

  test.each<[string, string | undefined]>([
    ["0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT"],
    ["9999-12-31T23:59:59.999Z", "Fri, 31 Dec 9999 23:59:59 GMT"],
    ["0000-12-31T23:59:59Z", undefined],
    ["+010000-01-01T00:00:00Z", undefined],
    ["-000001-01-01T00:00:00Z", undefined],
    ["no date", undefined],
  ])("%s is written as %s", (iso, text) => {
    expect(httpDate(new Date(iso))).toBe(text);
  });
});
