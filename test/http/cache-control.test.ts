import { describe, expect, test } from "vitest";
import { addCacheControlPrivate, isForSharedCaches } from "../../src/http/index.ts";

const headersOf = (value: string | undefined): Headers =>
  new Headers(value === undefined ? [] : [["cache-control", value]]);

describe("Cache-Control of a response with a cookie", () => {
  test.each<[string | undefined, string]>([
    [undefined, "private"],
    ["", "private"],
    ["no-cache", "no-cache, private"],
    ["max-age=60, must-revalidate", "max-age=60, must-revalidate, private"],
    ["private", "private"],
    ["private, max-age=60", "private, max-age=60"],
    ["Private,max-age=60", "Private,max-age=60"],
    ["no-store", "no-store"],
    ["NO-STORE,  max-age=0", "NO-STORE,  max-age=0"],
    ["public, max-age=60", "max-age=60, private"],
    ["max-age=31536000, immutable, Public", "max-age=31536000, immutable, private"],
    ["s-maxage=60", "private"],
    ["s-maxage=60, max-age=5", "max-age=5, private"],
    ["public, private", "private"],
    ["public, no-store", "no-store"],
    // Only that field is private.
    ['private="set-cookie"', 'private="set-cookie", private'],
    ['private="x-foo", no-store', 'private="x-foo", no-store'],
    // What is quoted is a value, whatever it says.
    ['ext="a, private"', 'ext="a, private", private'],
    ['max-age=60, ext="x, public"', 'max-age=60, ext="x, public", private'],
    ['ext="a\\", public, "', 'ext="a\\", public, ", private'],
    ['ext="never closed, private', 'ext="never closed, private, private'],
    // Names that only begin as one of ours.
    ["public-ish", "public-ish, private"],
    ["no-store-please", "no-store-please, private"],
    ["privately", "privately, private"],
    [", ,max-age=1,,", "max-age=1, private"],
    [",", "private"],
  ])("%j becomes %s", (before, after) => {
    const headers = headersOf(before);
    addCacheControlPrivate(headers);
    expect(headers.get("cache-control")).toBe(after);
    expect(isForSharedCaches(headers)).toBe(false);
  });

  test.each(["cdn-cache-control", "surrogate-control"])("%s is closed, too", (name) => {
    const headers = new Headers({ [name]: "max-age=600", "cache-control": "no-cache" });
    addCacheControlPrivate(headers);
    expect(headers.get(name)).toBe("no-store");
    expect(headers.get("cache-control")).toBe("no-cache, private");
    const closed = new Headers({ [name]: "private, max-age=1" });
    addCacheControlPrivate(closed);
    expect(closed.get(name)).toBe("private, max-age=1");
  });

  test("X-Accel-Expires is closed, too, by its own word", () => {
    for (const before of ["600", "@1893456000", "0", "off"]) {
      const headers = new Headers({ "x-accel-expires": before, "cache-control": "no-cache" });
      expect(isForSharedCaches(headers)).toBe(before !== "0");
      addCacheControlPrivate(headers);
      expect(headers.get("x-accel-expires")).toBe("0");
      expect(headers.get("cache-control")).toBe("no-cache, private");
      expect(isForSharedCaches(headers)).toBe(false);
    }
  });
});

describe("whether shared caches may keep a response", () => {
  test.each<[string | undefined, boolean]>([
    [undefined, false],
    ["", false],
    ["max-age=60", false],
    ["public", true],
    ["PUBLIC, max-age=0", true],
    ["max-age=1,s-maxage=2", true],
    ["s-maxage = 2", true],
    ['ext="public"', false],
    ['ext="x, public, y"', false],
    ["public-ish, s-maxages=1", false],
    ["private", false],
  ])("%j: %s", (value, expected) => {
    expect(isForSharedCaches(headersOf(value))).toBe(expected);
  });

  test.each<[string, string, boolean]>([
    ["cdn-cache-control", "max-age=60", true],
    ["cdn-cache-control", "no-store", false],
    ["cdn-cache-control", "private, max-age=60", false],
    ["cdn-cache-control", ",", true],
    ["surrogate-control", "max-age=60", true],
    ["surrogate-control", "private", false],
  ])("%s: %s: %s", (name, value, expected) => {
    expect(isForSharedCaches(new Headers({ [name]: value }))).toBe(expected);
  });
});
