import { describe, expect, test } from "vitest";
import { addVaryCookie, type HeadersLike, setsCookie } from "../../src/http/index.ts";

describe("Vary", () => {
  test.each<[string[], string]>([
    [[], "Cookie"],
    [["Accept-Encoding"], "Accept-Encoding, Cookie"],
    [["cookie"], "cookie"],
    [["Accept, COOKIE"], "Accept, COOKIE"],
    // Flask loses all but the first of several.
    [["Accept", "Origin"], "Accept, Origin, Cookie"],
    [["Accept", "Cookie"], "Accept, Cookie"],
    // Everything varies already (RFC 9110 section 12.5.5); Flask adds Cookie to it.
    [["*"], "*"],
    [["X-Cookie"], "X-Cookie, Cookie"],
    [["Accept,, Origin,"], "Accept, Origin, Cookie"],
    [[""], "Cookie"],
  ])("%j becomes %s", (before, after) => {
    const headers = new Headers(before.map((value): [string, string] => ["vary", value]));
    addVaryCookie(headers);
    expect(headers.get("vary")).toBe(after);
  });
});

describe("a cookie that is set already", () => {
  test.each<[string[], boolean]>([
    [[], false],
    [["session=; Max-Age=0"], true],
    [["other=1", "session=a.b.c; Path=/"], true],
    [["other=1; Path=/"], false],
    [["xsession=1"], false],
    [["session2=1"], false],
    [["Session=1"], false],
  ])("%j: %s", (lines, expected) => {
    const headers = new Headers(lines.map((line): [string, string] => ["set-cookie", line]));
    expect(setsCookie(headers, "session")).toBe(expected);
    const joined: HeadersLike = {
      get: (name) => headers.get(name),
      set: () => {},
      append: () => {},
    };
    expect(setsCookie(joined, "session")).toBe(expected);
  });

  test("a value that reads as a second cookie is none", () => {
    const headers = new Headers([["set-cookie", "other=a, session=b"]]);
    expect(setsCookie(headers, "session")).toBe(false);
  });
});
