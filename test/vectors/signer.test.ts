// Every class of ItsDangerous against tokens that Python made.
import {
  BadData,
  BadPayload,
  BadSignature,
  BadTimeSignature,
  type SecretKeys,
  Serializer,
  SignatureExpired,
  Signer,
  type SignerOptions,
  TimedSerializer,
  type TimedSerializerOptions,
  TimestampSigner,
  URLSafeSerializer,
  URLSafeTimedSerializer,
} from "dewar/itsdangerous";
import { describe, expect, test } from "vitest";
import { type Check, fromHex, key, type SignerVector, toHex, vectors } from "./read.ts";
import { canonical, contains, hasWholeFloat, toValue } from "./values.ts";

const CLASSES = {
  Signer,
  TimestampSigner,
  Serializer,
  TimedSerializer,
  URLSafeSerializer,
  URLSafeTimedSerializer,
};

// From the most special on: dewar may have classes of its own below these.
const ERRORS = [SignatureExpired, BadTimeSignature, BadSignature, BadPayload];

const all = vectors("signer");
const constructions = all.filter((vector) => vector.construct !== undefined);
const tokens = all.filter((vector) => vector.construct === undefined);
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf8"));

function optionsOf(vector: SignerVector, now: number) {
  const signerOptions = {
    clock: () => now * 1000,
    ...(vector.sep === null ? {} : { sep: vector.sep }),
    ...(vector.key_derivation === null ? {} : { keyDerivation: vector.key_derivation }),
    ...(vector.digest === null ? {} : { digestMethod: vector.digest }),
  } satisfies SignerOptions & { clock: () => number };
  if (vector.salt === undefined) return { signerOptions, salted: {} };
  const salt = vector.salt === null ? null : key(vector.salt);
  return { signerOptions, salted: { salt } };
}

function subject(vector: SignerVector, now = vector.now) {
  const keys = vector.secret_keys.map(key);
  const { signerOptions, salted } = optionsOf(vector, now);
  switch (vector.class) {
    case "Signer":
      return new Signer(keys, { ...signerOptions, ...salted });
    case "TimestampSigner":
      return new TimestampSigner(keys, { ...signerOptions, ...salted });
    default: {
      const Class: new (keys: SecretKeys, options: TimedSerializerOptions) => Serializer =
        CLASSES[vector.class as "Serializer" | "TimedSerializer"];
      return new Class(keys, { ...salted, signerOptions });
    }
  }
}

function write(vector: SignerVector): Uint8Array {
  const writer = subject(vector);
  if (writer instanceof Signer) return writer.sign(fromHex(vector.value_hex as string));
  return utf8(writer.dumps(toValue(vector.value ?? null)));
}

/** 1.0 is 1 in JavaScript, and an object has its whole-number keys first, in their own order. */
function isWritten({ value = null }: SignerVector): boolean {
  const isReordered = ([key]: [unknown, unknown]) => /^\d+$/.test(String(key));
  const reordered = contains(
    value,
    (typed) => typed.$type === "object" && typed.entries.some(isReordered),
  );
  return !reordered && !hasWholeFloat(value);
}

const bytesOf = ({ token, token_hex = "" }: Check): Uint8Array =>
  token === undefined ? fromHex(token_hex) : utf8(token);
const textOf = (check: Check): string => Buffer.from(bytesOf(check)).toString();

/** What came out, in the words of the vectors. */
function attempt(vector: SignerVector, check: Check): Record<string, unknown> {
  const reader = subject(vector, check.now);
  const options = { maxAge: check.max_age, returnTimestamp: true } as const;
  const dated = ([value, date]: [unknown, Date]) => ({ value, timestamp: date.getTime() / 1000 });
  try {
    if (reader instanceof TimestampSigner) return dated(reader.unsign(bytesOf(check), options));
    if (reader instanceof Signer) return { value: reader.unsign(bytesOf(check)) };
    if (reader instanceof TimedSerializer) return dated(reader.loads(textOf(check), options));
    return { value: reader.loads(textOf(check)) };
  } catch (error) {
    if (!(error instanceof BadData)) throw error;
    return failure(error);
  }
}

function failure(error: BadData): Record<string, unknown> {
  const { payload, dateSigned } = error as { payload?: string | Uint8Array; dateSigned?: Date };
  const bytes = typeof payload === "string" ? utf8(payload) : payload;
  return {
    expect: ERRORS.find((Class) => error instanceof Class)?.name,
    payload_hex: bytes && toHex(bytes),
    date_signed: dateSigned && dateSigned.getTime() / 1000,
    // Python's other messages repeat what was signed; only this one is the same text here.
    ...(error instanceof SignatureExpired ? { detail: error.message } : {}),
  };
}

/** The one spelling of a signature that dewar takes; Python takes any that decodes to the same. */
function isCanonical(vector: SignerVector, token: string): boolean {
  const signature = token.slice(token.lastIndexOf(vector.sep ?? ".") + (vector.sep ?? ".").length);
  return Buffer.from(signature, "base64url").toString("base64url") === signature;
}

function expected(vector: SignerVector, check: Check): Record<string, unknown> {
  // Python's datetime ends with the year 9999, and its own error escapes; here it is a bad timestamp.
  if (check.expect === "OverflowError" || check.expect === "ValueError")
    return { ...refusedTimestamp(vector, check), date_signed: undefined };
  const timed = vector.class.startsWith("Time") || vector.class === "URLSafeTimedSerializer";
  if (check.expect !== "ok") {
    const { expect, payload_hex, date_signed, detail } = check;
    const same = expect === "SignatureExpired" ? { detail } : {};
    return { expect, payload_hex, date_signed, ...same };
  }
  const value =
    check.value_hex === undefined ? toValue(check.value ?? null) : fromHex(check.value_hex);
  return timed ? { value, timestamp: check.timestamp } : { value };
}

function refusedTimestamp(vector: SignerVector, check: Check): Record<string, unknown> {
  const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
  const sep = latin1(utf8(vector.sep ?? "."));
  const value = latin1(bytesOf(check)).split(sep).slice(0, -2).join(sep);
  return { expect: "BadTimeSignature", payload_hex: Buffer.from(value, "latin1").toString("hex") };
}

describe.each(tokens)("$id $class $group", (vector) => {
  test("derives the key", () => {
    const made = subject(vector);
    const signer = made instanceof Signer ? made : made.signer;
    expect(toHex(signer.salt)).toBe(vector.effective_salt_hex);
    expect(toHex(signer.deriveKey())).toBe(vector.derived_key_hex);
  });

  if (isWritten(vector))
    test("writes the token", () => {
      const token = write(vector);
      if (vector.compressed) {
        const back = subject(vector) as Serializer;
        const loaded = back.loads(Buffer.from(token).toString());
        expect(canonical(loaded)).toBe(canonical(toValue(vector.value ?? null)));
      } else expect(toHex(token)).toBe(vector.token_hex ?? toHex(utf8(vector.token as string)));
    });

  test("reads and refuses what Python does", () => {
    for (const check of vector.checks) {
      const malleated = check.expect === "ok" && !isCanonical(vector, textOf(check));
      const got = attempt(vector, check);
      if (malleated) {
        expect(got["expect"], check.token).toMatch(/^Bad(Time)?Signature$/);
        continue;
      }
      const want = expected(vector, check);
      expect({ ...got, value: canonical(got["value"]) }, check.token).toEqual({
        ...want,
        value: canonical(want["value"]),
      });
    }
  });
});

test.each(constructions)("$id a separator of $sep: $construct", (vector) => {
  const { signerOptions } = optionsOf(vector, 0);
  const make = () => new Signer(vector.secret_keys.map(key), signerOptions);
  if (vector.construct === "ok") expect(make().sep).toBe(vector.sep);
  else expect(make).toThrow(TypeError);
});

test("two vectors are only read", () => {
  const own = tokens.filter((vector) => !vector.id.startsWith("beside/"));
  expect(own.filter((vector) => !isWritten(vector)).map((vector) => vector.payload)).toEqual([
    "MS4w",
    '{"10": 1, "9": 2}',
  ]);
});
