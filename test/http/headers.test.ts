import { describe, expect, test } from "vitest";
import { addCacheControlPrivate, addVaryCookie } from "../../src/http/index.ts";

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
    [[""], "Cookie"],
  ])("%j becomes %s", (before, after) => {
    const headers = new Headers(before.map((value): [string, string] => ["vary", value]));
    addVaryCookie(headers);
    expect(headers.get("vary")).toBe(after);
  });
});

describe("Cache-Control", () => {
  test.each<[string | undefined, string]>([
    [undefined, "private"],
    ["", "private"],
    ["no-cache", "no-cache, private"],
    ["max-age=60, must-revalidate", "max-age=60, must-revalidate, private"],
    ["private", "private"],
    ["private, max-age=60", "private, max-age=60"],
    ['Private="set-cookie"', 'Private="set-cookie"'],
    ["no-store", "no-store"],
    ["public, max-age=60", "public, max-age=60"],
    ["s-maxage=60", "s-maxage=60"],
  ])("%j becomes %s", (before, after) => {
    const headers = new Headers(before === undefined ? [] : [["cache-control", before]]);
    addCacheControlPrivate(headers);
    expect(headers.get("cache-control")).toBe(after);
  });
});
