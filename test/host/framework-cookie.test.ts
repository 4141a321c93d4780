// SvelteKit and Next write a session's cookie themselves, with the `cookie` package or one like it. The
// line is to have what ours has.
import { stringifySetCookie } from "cookie";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { frameworkAttributes } from "../../src/host/index.ts";
import { type SetCookie, setCookieLine } from "../../src/http/index.ts";

/** A Set-Cookie line as the `cookie` package prints it, and as we do: in parts, whose order is free. */
function lines(cookie: SetCookie): { theirs: string[]; ours: string[] } {
  const { sameSite, ...attributes } = frameworkAttributes(cookie);
  const named = { ...attributes, sameSite, name: cookie.name, value: cookie.value };
  const theirs = stringifySetCookie(named, { encode: (text) => text });
  return { theirs: theirs.split("; ").sort(), ours: setCookieLine(cookie).split("; ").sort() };
}

const optional = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(fc.constant(undefined), fc.constant(null), arbitrary);
const cookies = fc.record(
  {
    name: fc.constantFrom("session", "__Host-s"),
    value: fc.constantFrom("", "eyJhIjoxfQ.ZVPxAA.sig"),
    domain: optional(fc.constantFrom("example.com", ".Example.com", "bücher.de", "")),
    path: optional(fc.constantFrom("", "/", "/app", "/a b", "/;x", "/é")),
    httpOnly: fc.boolean(),
    secure: fc.boolean(),
    sameSite: optional(fc.constantFrom("Strict" as const, "Lax" as const, "None" as const)),
    partitioned: fc.boolean(),
    expires: fc.constantFrom(undefined, new Date(0), new Date(1_700_000_000_000)),
    maxAge: fc.constantFrom(undefined, 0, 90, 90.9),
  },
  { requiredKeys: ["name", "value"] },
) as fc.Arbitrary<SetCookie>;

test("a framework's line says what ours says", () => {
  fc.assert(
    fc.property(cookies, (cookie) => {
      const { theirs, ours } = lines(cookie);
      expect(theirs).toEqual(ours);
    }),
  );
});

test("every attribute is set, because frameworks have other defaults", () => {
  expect(frameworkAttributes({ name: "s", value: "v" })).toEqual({
    path: "/",
    httpOnly: true,
    secure: false,
    sameSite: false,
    partitioned: false,
  });
});

test.each([
  [{ domain: "example.com; Secure" }, /cookie\.domain expected a host name/],
  [{ path: "https://example.com/" }, /cookie\.path expected a path/],
])("%j is refused here, not in the framework", (attributes, message) => {
  expect(() => frameworkAttributes({ name: "s", value: "v", ...attributes })).toThrow(message);
});

const LEFT = { domain: "evil.example", maxAge: 9, expires: new Date(0), httpOnly: false };
afterEach(() => {
  for (const name of Object.keys(LEFT)) delete (Object.prototype as Record<string, unknown>)[name];
});

test("members of Object.prototype are no attributes", () => {
  Object.assign(Object.prototype, LEFT);
  const attributes = frameworkAttributes({ name: "s", value: "v" });
  expect(Object.entries(attributes).sort()).toEqual([
    ["httpOnly", true],
    ["partitioned", false],
    ["path", "/"],
    ["sameSite", false],
    ["secure", false],
  ]);
});
