// What a function of the request gives is prepared once for the same values; each cookie is that of
// a session interface that has these options only.
import { type CookieOptions, SecureCookieSessionInterface, type SessionOptions } from "dewar";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { CookieWriter } from "../../src/http/index.ts";
import { SECRET } from "../session/kit.ts";

const options: fc.Arbitrary<CookieOptions> = fc.record(
  {
    name: fc.constantFrom("session", "a", "__Host-a", "no name"),
    domain: fc.constantFrom("example.com", ".example.com", null, undefined, "no host"),
    path: fc.constantFrom("/", "/a", ""),
    httpOnly: fc.boolean(),
    secure: fc.constantFrom(true, false, "auto" as const),
    sameSite: fc.constantFrom("Lax", "None", null),
    partitioned: fc.boolean(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<CookieOptions>;

/** The cookie that is set over https or http, or why there is none. */
function cookieOf(make: () => SecureCookieSessionInterface, secure: boolean): string {
  try {
    const sessions = make();
    const session = sessions.openSession(undefined, { secure });
    session.set("a", 1);
    const headers = new Headers();
    sessions.saveSession(session, headers);
    return headers.getSetCookie().join();
  } catch (error) {
    return `${error}`;
  }
}
const withCookie = (cookie: SessionOptions["cookie"] & {}) =>
  new SecureCookieSessionInterface({ secretKey: SECRET, clock: () => 0, cookie });

test("request after request, in objects of their own or in one that changes", () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(options, fc.boolean(), fc.boolean()), { minLength: 2, maxLength: 30 }),
      (requests) => {
        let given: CookieOptions = {};
        const sessions = withCookie(() => given);
        const changing: CookieOptions = {};
        for (const [cookie, changes, secure] of requests) {
          for (const name of Object.keys(changing)) delete changing[name as keyof CookieOptions];
          given = changes ? Object.assign(changing, cookie) : cookie;
          const expected = cookieOf(() => withCookie(cookie), secure);
          expect(cookieOf(() => sessions, secure)).toBe(expected);
        }
      },
    ),
    { numRuns: 300 },
  ));

test("is prepared once for each of a few", () => {
  const paths = ["/a", "/b", "/c"];
  let request = 0;
  const sessions = withCookie(() => ({ path: paths[request++ % 3] as string }));
  const attributes = () =>
    cookieOf(() => sessions, false)
      .split("; ")
      .slice(1)
      .join("; ");
  const first = paths.map(attributes);
  expect(first).toEqual(paths.map((path) => `Path=${path}; HttpOnly; SameSite=Lax`));
  const set = vi.spyOn(CookieWriter.prototype, "set");
  expect(paths.flatMap(() => paths.map(attributes))).toEqual([...first, ...first, ...first]);
  expect(new Set(set.mock.contexts).size).toBe(3);
});
