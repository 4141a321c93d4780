// What is written is read again: every limit of the reader is one of the writer, with the path.
import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import {
  JSONDecodeError,
  JSONEncodeError,
  SecureCookieSessionInterface,
  SessionTooLargeError,
} from "dewar";
import { Serializer } from "dewar/itsdangerous";
import { describe, expect, test } from "vitest";
import { dumps, loads, TaggedJSONSerializer } from "../../src/json/index.ts";

const tagged = new TaggedJSONSerializer();
const sessions = new SecureCookieSessionInterface({
  secretKey: "9f8c1f0b6f0c4f6db9a7e25c54b0d1c4",
});
const HINT =
  " Store plain data: null, booleans, numbers, bigints, strings, arrays and plain objects, or types that the serializer has a tag for.";

function save(data: Record<string, unknown>): string {
  const session = sessions.openSession(undefined);
  session.update(data);
  const headers = new Headers();
  sessions.saveSession(session, headers);
  return headers.getSetCookie()[0]?.split(";")[0] as string;
}
const back = (cookie: string) => sessions.openSession(cookie);

describe("digits", () => {
  test.each([1n, -1n])("4300 go there and back (%s)", (sign) => {
    const longest = sign * (10n ** 4300n - 1n);
    expect(loads(dumps(longest))).toBe(longest);
    expect(back(save({ n: longest })).get("n")).toBe(longest);
  });

  test.each([1n, -1n])("4301 are refused with the path (%s)", (sign) => {
    const problem = "expected an integer of at most 4300 digits, got a longer one.";
    const longer = sign * 10n ** 4300n;
    expect(() => dumps({ a: [longer] })).toThrow(
      new JSONEncodeError(`value.a[0]: ${problem}${HINT}`),
    );
    expect(() => save({ n: { big: longer } })).toThrow(
      new JSONEncodeError(`session.n.big: ${problem}${HINT}`),
    );
    expect(() => loads(`${longer}`)).toThrow("expected integers of at most 4300 digits");
  });
});

describe("depth", () => {
  const nested = (levels: number): unknown => {
    let value: unknown = [];
    for (let i = 1; i < levels; i++) value = [value];
    return value;
  };
  test("250 levels go there and back, 251 are refused with the path", () => {
    expect(loads(dumps(nested(250)))).toEqual(nested(250));
    expect(back(save({ a: nested(250) })).get("a")).toEqual(nested(250));
    expect(() => dumps(nested(251))).toThrow(/^value(\[0\]){250}: nested deeper than 250 levels\./);
    expect(() => save({ a: nested(251) })).toThrow(
      /^session\.a(\[0\]){250}: nested deeper than 250 levels\./,
    );
  });
});

describe("bytes", () => {
  const text = (bytes: number) => "a".repeat(bytes - '{"a":""}'.length);
  test("64 KiB of JSON go there and back", () => {
    const cookie = save({ a: text(65_536) });
    expect(cookie.length).toBeLessThan(300);
    expect(back(cookie).get("a")).toBe(text(65_536));
  });

  test.each([65_537, 1_100_000])("%d are too large, with the bytes of each key", (bytes) => {
    expect(() => save({ a: text(bytes) })).toThrow(
      expect.objectContaining({
        code: "ERR_SESSION_TOO_LARGE",
        bytesByKey: { a: bytes - '{"a":}'.length },
      }),
    );
    expect(() => save({ a: text(bytes) })).toThrow(SessionTooLargeError);
  });

  test("a session that Flask made larger is read, and refreshed as it is", () => {
    const { signer } = sessions.signingSerializer;
    const value = sessions.signingSerializer.dumps({ _permanent: true, a: text(100_000) });
    const session = back(`session=${value}`);
    expect([session.status, session.get("a")]).toEqual(["valid", text(100_000)]);
    const headers = new Headers();
    sessions.saveSession(session, headers);
    const sent = headers.getSetCookie()[0]?.split(/[=;]/)[1] as string;
    expect(signer.unsign(sent).split(".")).toEqual(signer.unsign(value).split("."));
  });
});

describe("an array has no place for names", () => {
  const named = (items: unknown[], name: string): unknown[] =>
    Object.assign(items, { [name]: { msg: "Too short" } });
  const problem = "JSON has no named members of an array; use a plain object.";

  test.each([
    [[], "username", "session.formError.username"],
    [[1, 2], "username", "session.formError.username"],
    [[1], "-1", 'session.formError["-1"]'],
    [[1], "a b", 'session.formError["a b"]'],
  ] as [unknown[], string, string][])("%j with %s", (items, name, path) => {
    expect(() => save({ formError: named(items, name) })).toThrow(
      new JSONEncodeError(`${path}: ${problem}${HINT}`),
    );
    expect(() => new Serializer("k").dumps([named(items, name)])).toThrow(problem);
  });

  test("a name that is set later is seen, and refused", () => {
    const session = back(save({ errors: [1] }));
    session.get("errors").username = "x";
    expect(session.modified).toBe(true);
    expect(() => sessions.saveSession(session, new Headers())).toThrow(
      `session.errors.username: ${problem}`,
    );
  });

  test("members that are not enumerable are none, as everywhere", () => {
    const hidden = Object.defineProperty([1], "raw", { value: 1 });
    expect(tagged.dumps(hidden)).toBe("[1]");
  });
});

describe("values of another realm", () => {
  const foreign = (source: string): unknown => runInNewContext(source);
  test.each<[string, string]>([
    ["new Date(1704164645999)", '{" d":"Tue, 02 Jan 2024 03:04:05 GMT"}'],
    ["Uint8Array.of(255, 254, 0)", '{" b":"//4A"}'],
    ["({ b: [1, { a: null }] })", '{"b":[1,{"a":null}]}'],
    ["Object.create(null)", "{}"],
    ["[new Date(0)]", '[{" d":"Thu, 01 Jan 1970 00:00:00 GMT"}]'],
  ])("%s is stored", (source, text) => {
    expect(foreign(source)).not.toBeInstanceOf(Object);
    expect(tagged.dumps(foreign(source))).toBe(text);
  });

  test.each([
    ["new Map([[1, 2]])", "expected a plain object, got Map"],
    ["new Set([1])", "expected a plain object, got Set"],
    ["new (class Buyer {})()", "expected a plain object, got Buyer"],
    ["new Date(NaN)", "expected a valid date of the years 1 to 9999, got another Date"],
    ["Object.assign([], { a: 1 })", problemOf("a")],
  ])("%s is refused", (source, problem) => {
    expect(() => tagged.dumps([foreign(source)])).toThrow(problem);
  });

  test("what structuredClone makes there", () => {
    const clone = runInNewContext("(clone) => clone({ at: new Date(0), raw: Uint8Array.of(1) })")(
      structuredClone,
    );
    expect(tagged.dumps(clone)).toBe(
      '{"at":{" d":"Thu, 01 Jan 1970 00:00:00 GMT"},"raw":{" b":"AQ=="}}',
    );
  });

  test("and a date is a date in a session, through its cookie", () => {
    const at = foreign("new Date(1704164645000)");
    expect(back(save({ at })).get("at")).toEqual(new Date(1704164645000));
  });
});

function problemOf(name: string): string {
  return `value[0].${name}: JSON has no named members of an array`;
}

describe("an error about JSON shows none of it", () => {
  test.each([
    '{"pw":hunter2}',
    '["hunter2"',
    '[NaN,"hunter2',
    '[12345678901234567890,"\\x hunter2"]',
  ])("%s", (text) => {
    let error: JSONDecodeError | undefined;
    try {
      loads(text);
    } catch (caught) {
      error = caught as JSONDecodeError;
    }
    expect(error).toBeInstanceOf(JSONDecodeError);
    expect([error?.code, error?.cause]).toEqual(["ERR_JSON_DECODE", undefined]);
    expect(inspect(error)).not.toContain("hunter2");
    expect(JSON.stringify(error)).not.toContain("hunter2");
    expect(Object.keys(error as object).sort()).toEqual(["code", "name"]);
  });

  test("the error behind it can be asked for", () => {
    expect(() => loads("{")).toThrow(
      expect.objectContaining({ originalError: expect.any(SyntaxError) }),
    );
  });
});
