import { createHash, createHmac } from "node:crypto";
import { runInNewContext } from "node:vm";
import {
  HMACAlgorithm,
  type KeyDerivation,
  NoneAlgorithm,
  Signer,
  type SignerOptions,
  SigningAlgorithm,
  TimestampSigner,
} from "dewar/itsdangerous";
import { describe, expect, test } from "vitest";

const options = (value: object): SignerOptions => value as SignerOptions;

describe("options that cannot be right are found when the signer is made", () => {
  test.each(["md4", "SHA256", "sha-1", "", "toString", "__proto__", 5, null])(
    "digest %s",
    (name) => {
      const problem =
        'digestMethod expected "md5", "sha1", "sha224", "sha256", "sha384" or "sha512", got something else. ' +
        "Write it as Python's hashlib does: small letters, no dash.";
      const make = () => new Signer("key", options({ digestMethod: name }));
      expect(make).toThrow(new TypeError(problem));
      expect(() => new HMACAlgorithm(name as "sha1")).toThrow(new TypeError(problem));
      const algorithm = new NoneAlgorithm();
      expect(() => new Signer("key", options({ digestMethod: name, algorithm }))).toThrow(
        new TypeError(problem),
      );
    },
  );

  test.each(["pbkdf2", "HMAC", "", null])("derivation %s", (keyDerivation) => {
    expect(() => new Signer("key", options({ keyDerivation }))).toThrow(
      new TypeError(
        'keyDerivation expected "concat", "django-concat", "hmac" or "none", got something else.',
      ),
    );
  });

  // The same as in Python, which looks for it in this text: "ba" and "--" are not in it.
  test.each(["", "-", "_", "=", "a", "Z", "0", "ab", "-_", "_="])("separator %j", (sep) => {
    expect(() => new Signer("key", { sep })).toThrow(
      new TypeError(
        "The given separator cannot be used because it may be contained in the signature itself. " +
          "sep expected characters other than ASCII letters, digits, and -_=. Use the default, a dot.",
      ),
    );
  });
  test.each([".", ":", "ba", "--", "==", "é"])("separator %j is good", (sep) => {
    expect(new Signer("key", { sep }).unsign(new Signer("key", { sep }).sign("v"))).toBe("v");
  });

  test.each([5, {}, [5], [null], undefined])("key %j", (key) => {
    expect(() => new Signer(key as unknown as string)).toThrow(
      "secretKey expected text, bytes, or a list of them from oldest to newest; got ",
    );
  });
});

// Each made by ItsDangerous 2.2.0: Signer("secret-key", digest_method=hashlib.DIGEST).sign("value").
test.each([
  ["md5", "value.gU6nQtxVhoAVWBBY4JI4_g"],
  ["sha1", "value.RI9crmxKpuX1wTw2mg_FHFGXRic"],
  ["sha224", "value.6uZN0-mDcmMYzJX1DcORpcFEghZ5BXpmGv4__w"],
  ["sha256", "value.ajl-3HWEYMXc5RYUTV4APYjk3dezhO-G1t8ZyKKyjl0"],
] as const)("%s", (digestMethod, token) => {
  expect(new Signer("secret-key", { digestMethod }).digestMethod).toBe(digestMethod);
  expect(new Signer("secret-key", { digestMethod }).sign("value")).toBe(token);
});

test("the algorithm can be seen", () => {
  const algorithm = new NoneAlgorithm();
  expect(new Signer("key", { algorithm }).algorithm).toBe(algorithm);
  const usual = new Signer("key", { digestMethod: "sha384" }).algorithm;
  expect(usual).toBeInstanceOf(HMACAlgorithm);
  expect((usual as HMACAlgorithm).digestMethod).toBe("sha384");
  expect(new HMACAlgorithm().digestMethod).toBe("sha1");
});

test("an algorithm of one's own signs, and only its own spelling is read", () => {
  class Reverse extends SigningAlgorithm {
    getSignature(key: Uint8Array, value: Uint8Array): Uint8Array {
      return Uint8Array.of(...key, ...value).reverse();
    }
  }
  const signer = new Signer("ab", { algorithm: new Reverse(), keyDerivation: "none" });
  expect(signer.sign("cd")).toBe(`cd.${Buffer.from("dcba").toString("base64url")}`);
  expect(signer.unsign("cd.ZGNiYQ")).toBe("cd");
  for (const spelling of ["ZGNiYR", "ZGNiYQ=", "ZGNiYQ==", "ZG NiYQ", "ZGNiYg", ""])
    expect(signer.validate(`cd.${spelling}`)).toBe(false);
});

describe("keys", () => {
  test("of another realm, as under Jest, are bytes", () => {
    const bytes = runInNewContext("Uint8Array.of(107, 101, 121)") as Uint8Array;
    expect(bytes).not.toBeInstanceOf(Uint8Array);
    expect(new Signer(bytes).sign("value")).toBe(new Signer("key").sign("value"));
    expect(new Signer(["old", bytes]).sign("value")).toBe(new Signer("key").sign("value"));
  });

  test("are copied: clearing the bytes later changes nothing", () => {
    const bytes = new Uint8Array(Buffer.from("key"));
    const signer = new Signer(bytes);
    bytes.fill(0);
    expect(signer.sign("value")).toBe(new Signer("key").sign("value"));
  });

  test("the last one signs, all verify, and which one is told", () => {
    const signer = new Signer(["a", "b", "c"]);
    expect(signer.sign("v")).toBe(new Signer("c").sign("v"));
    expect(signer.secretKey).toEqual(new Uint8Array(Buffer.from("c")));
    for (const [i, key] of ["a", "b", "c", "d"].entries())
      expect(signer.findKey("v", new Signer(key).getSignature("v"))).toBe(i === 3 ? -1 : i);
  });

  test("an empty list cannot sign, and verifies nothing", () => {
    const problem = "secretKey expected at least one key to sign with, got an empty list.";
    expect(() => new Signer([]).sign("v")).toThrow(new TypeError(problem));
    expect(new Signer([]).validate(new Signer("k").sign("v"))).toBe(false);
  });
});

test.each<[KeyDerivation, Buffer]>([
  ["concat", createHash("sha1").update("saltkey").digest()],
  ["django-concat", createHash("sha1").update("saltsignerkey").digest()],
  ["hmac", createHmac("sha1", "key").update("salt").digest()],
  ["none", Buffer.from("key")],
])("derives by %s", (keyDerivation, expected) => {
  const signer = new Signer("key", { salt: "salt", keyDerivation });
  for (const key of [signer.deriveKey(), signer.deriveKey("key")])
    expect(Buffer.from(key).toString("hex")).toBe(expected.toString("hex"));
});

test("the clock is read in whole seconds, rounded down", () => {
  expect(new TimestampSigner("k", { clock: () => 1999 }).getTimestamp()).toBe(1);
  expect(new TimestampSigner("k").timestampToDate(1.5)).toEqual(new Date(1500));
});
