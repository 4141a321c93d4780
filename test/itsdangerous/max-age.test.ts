// What limits the age of a token is a number, or an error: never "any age" by mistake.
import {
  MalformedTimestamp,
  SignatureExpired,
  Signer,
  TimestampSigner,
  URLSafeTimedSerializer,
} from "dewar/itsdangerous";
import { afterEach, describe, expect, test } from "vitest";

const NOW = 1_700_000_000;
const at = (seconds: number) => new TimestampSigner("key", { clock: () => seconds * 1000 });
const tokensAt = (seconds: number) =>
  new URLSafeTimedSerializer("key", { signerOptions: { clock: () => seconds * 1000 } });
const signed = at(NOW).sign("value");
const token = tokensAt(NOW).dumps({ id: 7 });
const anything = (value: unknown): number => value as number;

const NO_NUMBERS: [string, unknown][] = [
  ["NaN", Number.NaN],
  ["string", "3600"],
  ["string", ""],
  ["object", {}],
  ["object", [60]],
  ["object", new Date()],
  ["bigint", 60n],
  ["boolean", true],
  ["function", () => 60],
];

describe.each(NO_NUMBERS)("%s is not a number of seconds", (name, value) => {
  const maxAge = anything(value);
  const clockSkewSeconds = anything(value);
  const problem = `maxAge expected a number of seconds, or null for any age; got ${name}.`;

  test("as maxAge", () => {
    const late = at(NOW + 10 * 365 * 86_400);
    expect(() => late.unsign(signed, { maxAge })).toThrow(new TypeError(problem));
    expect(() => late.validate(signed, { maxAge })).toThrow(new TypeError(problem));
    expect(() => tokensAt(NOW).loads(token, { maxAge })).toThrow(new TypeError(problem));
    expect(() => tokensAt(NOW).loadsUnsafe(token, { maxAge })).toThrow(new TypeError(problem));
    expect(() => tokensAt(NOW).unsignParts(token, { maxAge })).toThrow(new TypeError(problem));
    // Found whatever the token is.
    expect(() => late.unsign("no token", { maxAge })).toThrow(new TypeError(problem));
  });

  test("as clockSkewSeconds", () => {
    expect(() => at(NOW).unsign(signed, { maxAge: 60, clockSkewSeconds })).toThrow(
      new TypeError(`clockSkewSeconds expected a number of seconds from 0 on, got ${name}.`),
    );
  });
});

test("a skew below 0 is refused, and null is none", () => {
  const problem = "clockSkewSeconds expected a number of seconds from 0 on, got ";
  expect(() => at(NOW).unsign(signed, { maxAge: 1, clockSkewSeconds: -1 })).toThrow(
    `${problem}-1.`,
  );
  const none = anything(null);
  expect(() => at(NOW).unsign(signed, { maxAge: 1, clockSkewSeconds: none })).toThrow(
    `${problem}null.`,
  );
});

test.each([
  // age, maxAge, skew, message
  [60, 60, 0, undefined],
  [61, 60, 0, "Signature age 61 > 60 seconds"],
  [0, 0, 0, undefined],
  [1, 0, 0, "Signature age 1 > 0 seconds"],
  [1, 0.5, 0, "Signature age 1 > 0.5 seconds"],
  [0, -1, 0, "Signature age 0 > -1 seconds"],
  [-1, 60, 0, "Signature age -1 < 0 seconds"],
  [-10, 60, 10, undefined],
  [-11, 60, 10, "Signature age -11 < -10 seconds"],
  [1e9, Number.POSITIVE_INFINITY, 0, undefined],
])("age %d, maxAge %d, skew %d: %s", (age, maxAge, clockSkewSeconds, message) => {
  const unsign = () => at(NOW + age).unsign(signed, { maxAge, clockSkewSeconds });
  if (message === undefined) expect(unsign()).toBe("value");
  else expect(unsign).toThrow(new SignatureExpired(message));
});

test.each([undefined, null])("maxAge %s is any age, and the future", (maxAge) => {
  for (const now of [0, NOW - 1e6, NOW + 1e9])
    expect(at(now).unsign(signed, { maxAge: anything(maxAge) })).toBe("value");
});

describe("a timestamp that Python's datetime cannot hold", () => {
  const LAST = 253_402_300_799;
  const signedAt = (seconds: number) => at(seconds).sign("value");

  test("the last second of the year 9999 is a date", () => {
    expect(at(LAST).unsign(signedAt(LAST), { maxAge: 0, returnTimestamp: true })).toEqual([
      "value",
      new Date("9999-12-31T23:59:59Z"),
    ]);
  });

  test("beyond it there is the value, and no date and no age", () => {
    const beyond = signedAt(LAST + 1);
    expect(at(NOW).unsign(beyond)).toBe("value");
    expect(at(NOW).validate(beyond)).toBe(true);
    const problem = new MalformedTimestamp("Malformed timestamp");
    expect(() => at(NOW).unsign(beyond, { returnTimestamp: true })).toThrow(problem);
    expect(() => at(NOW).unsign(beyond, { maxAge: 1 })).toThrow(problem);
    expect(at(NOW).validate(beyond, { maxAge: 1 })).toBe(false);
    const tokens = tokensAt(LAST + 1);
    expect(() => tokens.loads(tokens.dumps(1))).toThrow(problem);
  });
});

test("Python's words for a timestamp that is missing or malformed", () => {
  const signer = new Signer("key", { salt: "itsdangerous.Signer" });
  expect(() => at(NOW).unsign(signer.sign("value"))).toThrow("timestamp missing");
  expect(() => at(NOW).unsign(signer.sign("value.____________"))).toThrow("Malformed timestamp");
});

describe("what somebody put on every object is no option", () => {
  const polluted = Object.prototype as Record<string, unknown>;
  afterEach(() => {
    for (const key of ["maxAge", "clockSkewSeconds", "returnTimestamp", "salt", "clock"])
      delete polluted[key];
  });

  test("of unsign and loads", () => {
    const late = at(NOW + 3600);
    polluted["maxAge"] = 10;
    expect(late.unsign(signed)).toBe("value");
    expect(tokensAt(NOW + 3600).loads(token)).toEqual({ id: 7 });
    polluted["maxAge"] = null;
    expect(() => late.unsign(signed, { maxAge: 60 })).toThrow(SignatureExpired);
    polluted["clockSkewSeconds"] = 1e9;
    expect(() => at(NOW - 100).unsign(signed, { maxAge: 60 })).toThrow(SignatureExpired);
    polluted["returnTimestamp"] = true;
    expect(at(NOW).unsign(signed)).toBe("value");
    expect(tokensAt(NOW).loads(token)).toEqual({ id: 7 });
    polluted["salt"] = "another";
    expect(tokensAt(NOW).loads(token)).toEqual({ id: 7 });
    expect(tokensAt(NOW).dumps({ id: 7 })).toBe(token);
  });

  test("of a signer", () => {
    polluted["salt"] = "another";
    polluted["clock"] = () => 0;
    expect(new Signer("key").salt).toEqual(new Uint8Array(Buffer.from("itsdangerous.Signer")));
    expect(new TimestampSigner("key").getTimestamp()).toBeGreaterThan(NOW);
  });
});
