// What is said of what was refused: which of two errors, with which words and which fields.
import { inspect } from "node:util";
import {
  BadHeader,
  BadSignature,
  BadTimeSignature,
  NoneAlgorithm,
  SignatureExpired,
  Signer,
  TimestampSigner,
  URLSafeTimedSerializer,
} from "dewar/itsdangerous";
import { describe, expect, test } from "vitest";
import { encodeTimestamp } from "../../src/itsdangerous/encoding.ts";

const LONE_SURROGATE = "\ud800";
const unpaired = (name: string) =>
  new TypeError(
    `${name} expected text that UTF-8 can hold, got an unpaired surrogate. Pass bytes instead.`,
  );
const NO_KEY = new TypeError(
  "secretKey expected at least one key to sign with, got an empty list.",
);

const caught = (run: () => unknown): unknown => {
  try {
    return `expected a throw, got ${run()}`;
  } catch (error) {
    return error;
  }
};

describe("text that UTF-8 cannot hold is called by its name", () => {
  test("key", () => {
    expect(() => new Signer(LONE_SURROGATE)).toThrow(unpaired("secretKey"));
    expect(() => new Signer("key").deriveKey(LONE_SURROGATE)).toThrow(unpaired("secretKey"));
  });

  test("salt", () => {
    expect(() => new Signer("key", { salt: LONE_SURROGATE })).toThrow(unpaired("salt"));
  });

  test("value, where an algorithm takes bytes", () => {
    const signer = new Signer("key", { algorithm: new NoneAlgorithm() });
    expect(() => signer.sign(LONE_SURROGATE)).toThrow(unpaired("value"));
  });
});

describe("a list without a key", () => {
  const signer = new Signer([]);
  test.each([
    ["signs nothing", () => signer.sign("value")],
    ["derives nothing", () => signer.deriveKey()],
    ["has no newest", () => signer.secretKey],
  ])("%s", (_, run) => {
    expect(run).toThrow(NO_KEY);
  });
});

describe("validate", () => {
  test.each([new Signer("key"), new TimestampSigner("key")])("is true or false", (signer) => {
    expect(signer.validate(signer.sign("value"))).toBe(true);
    expect(signer.validate(`${signer.sign("value")}x`)).toBe(false);
    expect(signer.validate("no separator")).toBe(false);
  });

  test("throws what is no matter of the signature", () => {
    const mistake = new RangeError("a mistake in an algorithm");
    class Mistaken extends Signer {
      override unsign(): never {
        throw mistake;
      }
    }
    expect(caught(() => new Mistaken("key").validate("a.b"))).toBe(mistake);
  });
});

test("a signer shows how it signs, under the name of its class", () => {
  class OwnSigner extends Signer {}
  const signer = new OwnSigner("secret", { sep: ":", salt: Uint8Array.of(1, 2) });
  expect(inspect(signer, { breakLength: 500 })).toBe(
    "{ OwnSigner: { sep: ':', salt: Uint8Array(2) [ 1, 2 ], keyDerivation: 'django-concat', digestMethod: 'sha1' } }",
  );
});

describe("an unsigned token", () => {
  test("without a separator says so", () => {
    const error = caught(() => new Signer("key").unsign("value")) as BadSignature;
    expect(error).toBeInstanceOf(BadSignature);
    expect(error.message).toBe("expected a separator between value and signature, found none");
    expect(error.payload).toBeUndefined();
  });

  const END_OF_TIME = 253_402_300_800;
  const forged = (value: string, seconds: number) =>
    caught(() => new TimestampSigner("key").unsign(`${value}.${encodeTimestamp(seconds)}.forged`));

  test.each([
    ["value", 1_700_000_000, new Date(1_700_000_000_000)],
    ["", 1_700_000_000, new Date(1_700_000_000_000)],
    ["value", END_OF_TIME - 1, new Date("9999-12-31T23:59:59Z")],
  ])("tells what it says of itself: %j, %d", (value, seconds, date) => {
    const error = forged(value, seconds) as BadTimeSignature;
    expect(error).toBeInstanceOf(BadTimeSignature);
    expect(error.message).toBe("the signature does not match");
    expect([error.payload, error.dateSigned]).toEqual([value, date]);
  });

  // Python's datetime ends there.
  test("of the year 10000 has no date", () => {
    const error = forged("value", END_OF_TIME) as BadTimeSignature;
    expect(error.message).toBe("Malformed timestamp");
    expect([error.payload, error.dateSigned]).toEqual(["value", undefined]);
  });
});

test("what a signer finds expired is expired, whatever the signers after it find", () => {
  const serializer = new URLSafeTimedSerializer("key", {
    signerOptions: { digestMethod: "sha1", clock: () => 2_000_000 },
    fallbackSigners: [{ digestMethod: "sha512" }],
  });
  const token = new URLSafeTimedSerializer("key", {
    signerOptions: { clock: () => 1_000_000 },
  }).dumps("value");
  const error = caught(() => serializer.loads(token, { maxAge: 10 })) as SignatureExpired;
  expect(error).toBeInstanceOf(SignatureExpired);
  expect([error.message, error.payload]).toEqual([
    "Signature age 1000 > 10 seconds",
    Buffer.from('"value"').toString("base64url"),
  ]);
});

test("a bad header has what was signed, the header and the error behind it, which logs do not show", () => {
  const cause = new Error("cause");
  const error = new BadHeader("wrong", "value", { alg: "none" }, cause);
  expect([error.payload, error.header, error.originalError]).toEqual([
    "value",
    { alg: "none" },
    cause,
  ]);
  expect(Object.keys(error)).toEqual(["name", "code"]);
  // As in Python, where they are plain attributes.
  Object.assign(error, { header: "another" });
  expect(error.header).toBe("another");
});
