// Which members an object has is one rule, for what counts them and for what writes them: else a
// visitor's key could become a tag, and his text Markup that a template does not escape.
import { Markup, SecureCookieSessionInterface, TaggedJSONSerializer, UUID } from "dewar";
import { afterEach, expect, test } from "vitest";
import { memberNames } from "../../src/json/index.ts";

const serializer = new TaggedJSONSerializer();
const TAGS = [" di", " t", " b", " m", " u", " d"];
const EVIL = "<script>alert(1)</script>";
const sessions = new SecureCookieSessionInterface({
  secretKey: "9f8c1f0b6f0c4f6db9a7e25c54b0d1c4",
});

function throughCookie(data: Record<string, unknown>): Map<string, unknown> {
  const session = sessions.openSession(undefined);
  session.update(data);
  const headers = new Headers();
  sessions.saveSession(session, headers);
  return new Map(sessions.openSession(headers.getSetCookie()[0]?.split(";")[0]));
}

test("members that are undefined are none", () => {
  expect(memberNames({})).toEqual([]);
  expect(memberNames({ a: 1, b: null, c: false })).toEqual(["a", "b", "c"]);
  expect(memberNames({ a: undefined, b: 0, c: undefined })).toEqual(["b"]);
});

test.each(TAGS)("%j beside an undefined member stays a key", (tag) => {
  for (const object of [
    { [tag]: EVIL },
    { [tag]: EVIL, other: undefined },
    { first: undefined, [tag]: EVIL, last: undefined },
  ]) {
    expect(serializer.dumps(object)).toBe(`{" di":{"${tag}__":"${EVIL}"}}`);
    expect(serializer.loads(serializer.dumps(object))).toEqual({ [tag]: EVIL });
    // In a list, under a key, and as the session itself.
    expect(serializer.loads(serializer.dumps([object]))).toEqual([{ [tag]: EVIL }]);
    expect(throughCookie({ input: object }).get("input")).toEqual({ [tag]: EVIL });
    expect([...throughCookie(object)]).toEqual([[tag, EVIL]]);
  }
});

test("a tag beside a member that is there needs no escape", () => {
  expect(serializer.dumps({ " m": EVIL, other: null })).toBe(`{" m":"${EVIL}","other":null}`);
  expect([...throughCookie({ " m": EVIL, other: null, no: undefined })]).toEqual([
    [" m", EVIL],
    ["other", null],
  ]);
});

test("an undefined neighbour that goes away later leaves a key", () => {
  const session = sessions.openSession(undefined);
  session.update({ " m": EVIL, other: 1 });
  const headers = new Headers();
  sessions.saveSession(session, headers);
  const next = sessions.openSession(headers.getSetCookie()[0]?.split(";")[0]);
  next.set("other", undefined);
  const after = new Headers();
  sessions.saveSession(next, after);
  const last = sessions.openSession(after.getSetCookie()[0]?.split(";")[0]);
  expect([...last]).toEqual([[" m", EVIL]]);
});

const polluted = Object.prototype as Record<string, unknown>;
afterEach(() => {
  delete polluted["__html__"];
  delete polluted["force"];
  delete polluted["sortKeys"];
});

test("what somebody put on every object makes nothing Markup, and is no option", () => {
  polluted["__html__"] = () => EVIL;
  const uuid = new UUID("0".repeat(32));
  expect(serializer.dumps([uuid, new Date(0)])).toBe(
    `[{" u":"${"0".repeat(32)}"},{" d":"Thu, 01 Jan 1970 00:00:00 GMT"}]`,
  );
  expect(serializer.dumps(new Markup("<b>"))).toBe('{" m":"<b>"}');
  polluted["force"] = true;
  const tag = { key: " m", check: () => false, toJSON: () => 0, fromJSON: () => 0 };
  expect(() => new TaggedJSONSerializer().register(tag)).toThrow('Tag " m" is registered already.');
});

test.each([5, null, undefined, new String("x")])("__html__() that gives %o is refused", (html) => {
  class Html {
    __html__() {
      return html;
    }
  }
  expect(() => serializer.dumps({ a: new Html() })).toThrow(
    `value.a: expected __html__() to return a string, got ${typeof html}. `,
  );
});

test("a serializer can be logged as JSON", () => {
  expect(JSON.stringify(serializer)).toBe('{"tags":[" di"," t"," b"," m"," u"," d"]}');
});
