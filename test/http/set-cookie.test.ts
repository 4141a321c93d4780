import { stringifySetCookie } from "cookie";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CookieWriter, setCookieLine } from "../../src/http/index.ts";

test("the plainest cookie", () => {
  expect(new CookieWriter("s", {}).set("v").line).toBe("s=v; Path=/; HttpOnly");
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
  expect(writer.set("v", new Date(90_900), 0).line).toBe(
    `s=v; Expires=Thu, 01 Jan 1970 00:01:30 GMT; Max-Age=90${attributes}`,
  );
  expect(writer.delete().line).toBe(
    `s=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0${attributes}`,
  );
  expect({ ...writer.set("v", new Date(90_900), 0) }).toEqual({
    name: "s",
    value: "v",
    expires: new Date(90_900),
    maxAge: 90,
    domain: "example.com",
    path: "/app",
    httpOnly: false,
    secure: true,
    sameSite: "Strict",
    partitioned: true,
  });
});

describe("a cookie as a value", () => {
  test("has the line that the writer wrote, also after a change of its lifetime", () => {
    const attributes = { domain: "example.com", sameSite: "Lax", secure: true } as const;
    const cookie = new CookieWriter("s", attributes).set("v", new Date(90_000), 0);
    expect(setCookieLine(cookie)).toBe(cookie.line);
    expect(setCookieLine({ ...cookie })).toBe(cookie.line);
    expect(setCookieLine({ ...cookie, expires: undefined, maxAge: 5.9 })).toBe(
      "s=v; Max-Age=5; Domain=example.com; Path=/; HttpOnly; Secure; SameSite=Lax",
    );
  });

  test("needs a name and a value only, and is kept from scripts", () => {
    expect(setCookieLine({ name: "sid", value: "1" })).toBe("sid=1; Path=/; HttpOnly");
  });

  test.each([["a b"], ['a"b'], ["a;b"], ["a,b"], ["a\\b"], ["a\r\nSet-Cookie: b=1"], ["é"]])(
    "cannot have the value %j",
    (value) => {
      expect(() => setCookieLine({ name: "s", value })).toThrow(
        "A cookie's value expected ASCII without spaces, quotes, commas, semicolons and backslashes.",
      );
    },
  );

  test("cannot have a name with a line break, nor what another package left on all objects", () => {
    expect(() => setCookieLine({ name: "s\r\n", value: "v" })).toThrow("cookie.name expected");
    const polluted = Object.prototype as { domain?: string };
    polluted.domain = "evil.example";
    try {
      expect(setCookieLine({ name: "s", value: "v" })).toBe("s=v; Path=/; HttpOnly");
    } finally {
      delete polluted.domain;
    }
  });
});

// What Werkzeug makes of them (WIRE 11).
describe("domains", () => {
  test.each([
    [".example.com", "example.com"],
    ["..a.b", "a.b"],
    ["example.com:8080", "example.com"],
    ["münchen.de", "xn--mnchen-3ya.de"],
    ["localhost", "localhost"],
    ["127.0.0.1.example", "127.0.0.1.example"],
  ])("%s is written as %s", (domain, written) => {
    expect(new CookieWriter("s", { domain }).set("v").line).toBe(
      `s=v; Domain=${written}; Path=/; HttpOnly`,
    );
  });

  // What browsers would drop, or take for another host, with no error anywhere.
  test.each([
    ["https://example.com", "a URL"],
    ["http://localhost:3000", "a URL"],
    ["HTTPS://example.com/", "a URL"],
    ["//example.com", "a path after the name"],
    ["mailto:a", "a URL"],
    ["localhost:port", "a URL"],
    ["localhost:80a", "a URL"],
    ["1a:b", "other text"],
    ["a_b:c", "other text"],
    ["user@example.com", 'an "@"'],
    ["example.com/app", "a path after the name"],
    ["example.com?a", "a path after the name"],
    ["example.com\\a", "a path after the name"],
    ["example.com#a", "a path after the name"],
    ["com", "a single label, which browsers drop"],
    [".com", "a single label, which browsers drop"],
    ["intranet", "a single label, which browsers drop"],
    ["127.0.0.1", "an IP address, which has no hosts below it"],
    ["10.0.0.255", "an IP address, which has no hosts below it"],
    ["127.0.0.1:3000", "an IP address, which has no hosts below it"],
    ["0x7f000001", "an IP address, which has no hosts below it"],
    ["2130706433", "an IP address, which has no hosts below it"],
    ["[::1]", "an IP address, which has no hosts below it"],
    ["::1", "other text"],
    ["a b", "other text"],
    ["a.b\r\nc", "other text"],
    ["a\tb.example", "other text"],
    ["*.example.com", "other text"],
    ["a_b.example", "other text"],
    ["-a.example", "other text"],
    ["example..com", "other text"],
    ["...", "other text"],
  ])("%j is refused", (domain, got) => {
    expect(() => new CookieWriter("s", { domain })).toThrow(
      new TypeError(
        `cookie.domain expected a host name such as "example.com", got ${got}. Leave it out for this host alone.`,
      ),
    );
  });
});

test.each([
  ["app", "other text"],
  ["https://example.com/app", "a URL"],
  [" /app", "other text"],
  ["1a:b", "other text"],
  ["a_b:c", "other text"],
  ["*", "other text"],
])("the path %j is refused: browsers would take the folder of the page for it", (path, got) => {
  expect(() => new CookieWriter("s", { path })).toThrow(
    new TypeError(`cookie.path expected a path that starts with "/", got ${got}.`),
  );
});

test.each(["", null, undefined])("the path %j is the whole host", (path) => {
  expect(new CookieWriter("s", { path }).set("v").line).toBe("s=v; Path=/; HttpOnly");
});

test("Max-Age is what is left of the time, in whole seconds, and never below 0", () => {
  const writer = new CookieWriter("s", {});
  const maxAge = (expires: number, now: number) =>
    /Max-Age=(-?\d+)/.exec(writer.set("v", new Date(expires), now).line)?.[1];
  // The last ones share the second of the date, and not the time left.
  expect([maxAge(1999, 0), maxAge(1999, 500), maxAge(1999, 1000)]).toEqual(["1", "1", "0"]);
  expect(maxAge(1000, 5000)).toBe("0");
  expect(maxAge(604_800_000, 0)).toBe("604800");
});

test("as much time left until another date is another date", () => {
  const writer = new CookieWriter("s", {});
  const lasting = (expires: number, now: number) => writer.set("v", new Date(expires), now).line;
  expect(lasting(10_000, 0)).toContain("Expires=Thu, 01 Jan 1970 00:00:10 GMT; Max-Age=10;");
  expect(lasting(20_000, 10_000)).toContain("Expires=Thu, 01 Jan 1970 00:00:20 GMT; Max-Age=10;");
});

test.each([
  ["/a b", "/a%20b"],
  ["/a;b", "/a%3Bb"],
  ["/é", "/%C3%A9"],
  ["/a%20b", "/a%20b"],
  ["/a\r\nb", "/a%0D%0Ab"],
  ["/a=b&c+d$e!f'(g)*h:i@j", "/a=b&c+d$e!f'(g)*h:i@j"],
])("the path %j is written as %s", (path, written) => {
  expect(new CookieWriter("s", { path }).set("v").line).toBe(`s=v; Path=${written}; HttpOnly`);
});

// An IP address is refused here, and a cookie for it alone there.
const host = fc.oneof(fc.domain(), fc.constantFrom("a_b.example", "[::1]", "-a.example"));
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
      const mine = attempt(
        () => new CookieWriter(name, { ...others, sameSite, domain }).set("v").line,
      );
      expect(mine).toBe(theirs);
    }),
    { numRuns: 2000 },
  ));

test("a writer that has written before writes as a new one", () => {
  const time = fc.integer({ min: 0, max: 3000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(time, time), { minLength: 2, maxLength: 6 }), (calls) => {
      const used = new CookieWriter("s", {});
      for (const [expires, now] of calls) {
        const written = used.set("v", new Date(expires), now);
        expect(written.line).toBe(new CookieWriter("s", {}).set("v", new Date(expires), now).line);
      }
    }),
  );
});
