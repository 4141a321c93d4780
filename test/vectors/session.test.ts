// Cookies that real Flask accepts: read to the same values, written back to the same text.
import { SessionTooLargeError, TaggedJSONSerializer } from "dewar";
import { decodePayload } from "dewar/itsdangerous";
import { describe, expect, test } from "vitest";
import { dataOf, isRefusedAtStart, savedValue, toSessionInterface } from "./interface.ts";
import { type SessionVector, vectors } from "./read.ts";
import { canonical, hasWholeFloat, toValue } from "./values.ts";

const all = vectors("session").filter((vector) => !isRefusedAtStart(vector));
const written = all.filter((vector) => vector.origin === "flask");
const foreign = all.filter((vector) => vector.origin === "foreign");
// Of the four spellings of a last character, one is the right one.
const malleated = all.filter((vector) => vector.origin === "malleated" && !vector.cookie_exact);
const tagged = new TaggedJSONSerializer();

/** The payload segment of a cookie: all but the timestamp and the signature. */
const payloadOf = (cookie: string): string => cookie.split(".").slice(0, -2).join(".");
const tooLarge = (cookie: string): boolean => `session=${cookie}; HttpOnly; Path=/`.length > 4096;

/** Which key signed, as dewar says it. */
function statusOf(vector: SessionVector): string {
  const newest = { ...vector, secret_keys: vector.secret_keys.slice(-1) };
  const { sessions } = toSessionInterface(newest);
  return sessions.signingSerializer.signer.validate(vector.cookie) ? "valid" : "valid-old-key";
}

describe.each(written)("$id $group", (vector) => {
  test("is read to the same values", () => {
    const { sessions } = toSessionInterface(vector);
    const expected = canonical(toValue(vector.value));
    const session = sessions.openSession(`session=${vector.cookie}`);
    expect(dataOf(session)).toBe(expected);
    expect(session.status).toBe(statusOf(vector));
    const loaded = sessions.signingSerializer.loads(vector.cookie, { maxAge: vector.max_age });
    expect(canonical(loaded)).toBe(expected);
  });

  // Also where Flask itself would write something else: what nobody changed keeps its text.
  test("is written back to the same payload and cookie", () => {
    const { sessions, clock } = toSessionInterface(vector);
    const session = sessions.openSession(`session=${vector.cookie}`);
    expect(session.status).toMatch(/^valid/);
    session.modified = true;
    clock.now = vector.signed_at as number;
    if (tooLarge(vector.cookie)) {
      expect(() => savedValue(sessions, session)).toThrow(SessionTooLargeError);
      return;
    }
    const cookie = savedValue(sessions, session);
    if (vector.payload_json === "{}") return expect(cookie).toBe("");
    expect(decodePayload(payloadOf(cookie as string))).toBe(vector.payload_json);
    if (vector.cookie_exact && !vector.compressed && !cookie?.startsWith("."))
      expect(cookie).toBe(vector.cookie);
    return undefined;
  });

  if (vector.payload_exact && !hasWholeFloat(vector.value))
    test("is written from the values alone", () => {
      const { sessions, clock } = toSessionInterface(vector);
      clock.now = vector.signed_at as number;
      const value = toValue(vector.value) as Record<string, unknown>;
      expect(tagged.dumps(value)).toBe(vector.payload_json);
      const cookie = sessions.signingSerializer.dumps(value);
      expect(decodePayload(payloadOf(cookie))).toBe(vector.payload_json);
      if (vector.cookie_exact && !vector.compressed && !cookie.startsWith("."))
        expect(cookie).toBe(vector.cookie);
    });
});

test("few of them are only read and kept, not written from values", () => {
  const own = written.filter((vector) => !vector.id.startsWith("beside/"));
  const wholeFloats = own.filter(({ value }) => hasWholeFloat(value));
  const inexact = own.filter((vector) => !vector.payload_exact);
  expect({ all: own.length, wholeFloats: wholeFloats.length, inexact: inexact.length }).toEqual({
    all: 449,
    wholeFloats: 35,
    inexact: 5,
  });
});

describe.each(malleated)("$id $group", (vector) => {
  test("is refused, since anybody can respell a signature", () => {
    const { sessions } = toSessionInterface(vector);
    expect(() => sessions.signingSerializer.loads(vector.cookie)).toThrow(/signature|base64/);
    if (!/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(vector.cookie)) return;
    const session = sessions.openSession(`session=${vector.cookie}`);
    expect([session.status, dataOf(session)]).toEqual(["bad-signature", "{}"]);
  });
});

// What other ports of the format may write: DESIGN's unsorted keys, raw UTF-8, white space, zlib levels.
const PORTABLE_GROUPS = /^(z-(plain|level\d|wbits9|ratio)|timestamp-good)$/;
function mustBeRead(vector: SessionVector): boolean {
  if (PORTABLE_GROUPS.test(vector.group)) return true;
  // dict() of a tuple, of bytes, ... is Python's alone.
  return vector.group === "json" && !/^\{" [a-z]+":/.test(vector.payload_json);
}

describe.each(foreign)("$id $group", (vector) => {
  test("is read as Flask reads it, or refused", () => {
    const { sessions } = toSessionInterface(vector);
    const session = sessions.openSession(`session=${vector.cookie}`);
    if (mustBeRead(vector)) expect(session.status).toBe("valid");
    if (session.status === "valid") expect(dataOf(session)).toBe(canonical(toValue(vector.value)));
    else {
      expect(session.status).toMatch(/^(malformed|bad-signature)$/);
      expect(dataOf(session)).toBe("{}");
    }
  });
});
