// Whatever a session can hold comes back as it was, through a cookie.
import { SecureCookieSessionInterface, TaggedJSONSerializer } from "dewar";
import { URLSafeSerializer } from "dewar/itsdangerous";
import fc from "fast-check";
import { expect, test } from "vitest";
import { dataOf } from "../vectors/interface.ts";
import { canonical, members, toValue } from "../vectors/values.ts";
import { jsonValues, wellFormedSessions as sessions, text, values } from "./arbitraries.ts";

const RUNS = { numRuns: 500 };
const SECRET = "9f8c1f0b6f0c4f6db9a7e25c54b0d1c4";
const interfaces = new SecureCookieSessionInterface({ secretKey: SECRET });
const tagged = new TaggedJSONSerializer();
const compact = new URLSafeSerializer(SECRET);

const entriesOf = (data: unknown): [string, unknown][] => Object.entries(data as object);
const cookieOf = (headers: Headers): string => headers.getSetCookie()[0]?.split(";")[0] ?? "";

/** Saves into new headers and gives what the browser sends back. */
function save(session: ReturnType<typeof interfaces.openSession>): string {
  const headers = new Headers();
  interfaces.saveSession(session, headers);
  return cookieOf(headers);
}

test("values come back from tagged JSON", () =>
  fc.assert(
    fc.property(values(), (value) => {
      const mine = toValue(value);
      expect(canonical(tagged.loads(tagged.dumps(mine)))).toBe(canonical(mine));
    }),
    RUNS,
  ));

test("values come back from a token", () =>
  fc.assert(
    fc.property(jsonValues(text), (value) => {
      const mine = toValue(value);
      expect(canonical(compact.loads(compact.dumps(mine)))).toBe(canonical(mine));
    }),
    RUNS,
  ));

test("a session comes back from its cookie", () =>
  fc.assert(
    fc.property(sessions, (encoded) => {
      const data = toValue(encoded);
      const session = interfaces.openSession(undefined);
      session.update(entriesOf(data));
      const cookie = save(session);
      const again = interfaces.openSession(cookie);
      expect(dataOf(again)).toBe(members(entriesOf(data)));
    }),
    RUNS,
  ));

test("a key that is set anew leaves the others as they were", () =>
  fc.assert(
    fc.property(sessions, values(text), (encoded, value) => {
      const data = new Map(entriesOf(toValue(encoded)));
      const first = interfaces.openSession(undefined);
      first.update(data);
      const second = interfaces.openSession(save(first));
      second.set("a", toValue(value));
      data.set("a", toValue(value));
      expect(dataOf(interfaces.openSession(save(second)))).toBe(members(data));
    }),
    RUNS,
  ));

test("what is only read is not sent again, and what changes inside is", () =>
  fc.assert(
    fc.property(sessions, (encoded) => {
      const data = new Map(entriesOf(toValue(encoded)));
      fc.pre(!data.has("_permanent"));
      const first = interfaces.openSession(undefined);
      first.update([...data, ["list", []]]);
      const cookie = save(first);
      const second = interfaces.openSession(cookie);
      expect(dataOf(second)).toBe(members(data.set("list", [])));
      expect([second.modified, save(second)]).toEqual([false, ""]);
      const third = interfaces.openSession(cookie);
      third.get("list").push(1);
      expect(third.modified).toBe(true);
      expect(dataOf(interfaces.openSession(save(third)))).toBe(members(data.set("list", [1])));
    }),
    RUNS,
  ));
