import { stringifySetCookie } from "cookie";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CookieWriter } from "../../src/http/index.ts";

test("the plainest cookie", () => {
  expect(new CookieWriter("s", {}).set("v")).toBe("s=v; Path=/; HttpOnly");
});

test("every attribute, and the same ones on deletion", () => {
  const writer = new CookieWriter("s", {
    domain: "example.com",
    path: "/app",
    httpOnly: false,
    secure: true,
    sameSite: "Strict",
    partitioned: true,
  });
  const attributes = "; Domain=example.com; Path=/app; Secure; Partitioned; SameSite=Strict";
  expect(writer.set("v", new Date(0))).toBe(
    `s=v; Expires=Thu, 01 Jan 1970 00:00:00 GMT${attributes}`,
  );
  expect(writer.delete()).toBe(`s=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0${attributes}`);
});

// What Werkzeug makes of them (WIRE 11).
describe("domains", () => {
  test.each([
    [".example.com", "example.com"],
    ["..a.b", "a.b"],
    ["example.com:8080", "example.com"],
    ["münchen.de", "xn--mnchen-3ya.de"],
    ["localhost", "localhost"],
  ])("%s is written as %s", (domain, written) => {
    expect(new CookieWriter("s", { domain }).set("v")).toBe(
      `s=v; Domain=${written}; Path=/; HttpOnly`,
    );
  });

  test.each(["a b", "/", "a.b/c?d", "http://a.b"])("%j is refused or cut", (domain) => {
    let written = "";
    try {
      written = new CookieWriter("s", { domain }).set("v");
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError);
    }
    expect(written).not.toMatch(/[/?]c|\/\/|Domain=[^;]* /);
  });
});

test.each([
  ["/a b", "/a%20b"],
  ["/a;b", "/a%3Bb"],
  ["/é", "/%C3%A9"],
  ["/a%20b", "/a%20b"],
  ["/a\r\nb", "/a%0D%0Ab"],
  ["/a=b&c+d$e!f'(g)*h:i@j", "/a=b&c+d$e!f'(g)*h:i@j"],
])("the path %j is written as %s", (path, written) => {
  expect(new CookieWriter("s", { path }).set("v")).toBe(`s=v; Path=${written}; HttpOnly`);
});

const host = fc.oneof(
  fc.domain(),
  fc.constantFrom("a_b.example", "[::1]", "-a.example", "127.0.0.1"),
);
const attributes = fc.record({
  name: fc.string({ unit: "binary-ascii", maxLength: 6 }),
  domain: fc.option(host),
  path: fc.stringMatching(/^\/[\w.~!$&'()*+,/:=@-]{0,8}$/),
  httpOnly: fc.boolean(),
  secure: fc.boolean(),
  sameSite: fc.constantFrom("Strict" as const, "Lax" as const, "None" as const, null),
  partitioned: fc.boolean(),
});

const attempt = (write: () => string): string | undefined => {
  try {
    return write();
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return undefined;
  }
};

test("what the cookie package writes, and refuses", () =>
  fc.assert(
    fc.property(attributes, ({ name, sameSite, domain, ...others }) => {
      const theirs = attempt(() =>
        stringifySetCookie({
          ...{ ...others, name, value: "v" },
          ...(sameSite && { sameSite: sameSite.toLowerCase() as "lax" }),
          ...(domain !== null && { domain }),
        }),
      );
      const mine = attempt(() => new CookieWriter(name, { ...others, sameSite, domain }).set("v"));
      expect(mine).toBe(theirs);
    }),
    { numRuns: 2000 },
  ));
