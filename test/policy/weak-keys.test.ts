// Keys that can be guessed, spelled as an attacker would try them.
import { describe, expect, test } from "vitest";
import { WELL_KNOWN_KEYS } from "../../src/policy/weak-keys.ts";
import { freshDewar } from "../session/fresh.ts";
import { SECRET } from "../session/kit.ts";

const message = (got: string, option = "secretKey") =>
  `${option} expected at least 16 random characters, got ${got}: anybody who guesses it can log in as anybody. ` +
  "Make one with generateSecretKey(), or pass allowWeakKey: true if you must use this key.";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

const WEAK: [got: string, keys: (string | Uint8Array)[]][] = [
  [
    "a well-known key",
    [
      ...["dev", "secret", "keyboard cat", "hard to guess string", "0123456789abcdef"],
      ...["this is my secret key\n", " this is my secret key\r\n", "This Is My Secret Key"],
      ...["secret\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "c292a0a3aa32397cdb050e233733900f"],
      ...["CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET", "\x02\x01thisismyscretkey\x01\x02\\e\\y\\y\\h"],
      ...[bytes("this is my secret key"), bytes("CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET\n")],
      ...[bytes("Secret\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), Buffer.from("dev")],
      // Python's b'_5#y2L"F4Q8z\n\xec]/', of Flask's documentation, and the same as text.
      ...[latin1('_5#y2L"F4Q8z\n\xec]/'), '_5#y2L"F4Q8z\n\xec]/'],
    ],
  ],
  [
    "one character again and again",
    [
      ...["a".repeat(16), "a".repeat(64), "\0".repeat(32), "é".repeat(20), "aa"],
      ...[new Uint8Array(32), new Uint8Array(64).fill(255), Buffer.alloc(16, "x")],
      // HMAC pads with zeros: "x" and this are one key.
      new Uint8Array(16).fill(120, 0, 1),
    ],
  ],
  ["a key of 1", ["x", Uint8Array.of(7)]],
  ["a key of 5", ["kX9#q", bytes("kX9#q"), `kX9#q${"\0".repeat(20)}`]],
  // Four zeros at the end are padding.
  ["a key of 12", ["kX9#qLw7Zt2v\0\0\0\0", bytes("kX9#qLw7Zt2v\0\0\0\0")]],
  ["a key of 15", ["0123456789abcde", Uint8Array.from({ length: 15 }, (_, i) => i * 16 + 1)]],
];

describe.each(WEAK)("%s", (got, keys) => {
  test.each(keys.map((key) => [key]))("%j", async (secretKey) => {
    const { dewar, warnings } = await freshDewar({ NODE_ENV: "production" });
    const make = (options: object) =>
      new dewar.SecureCookieSessionInterface({ secretKey: SECRET, ...options });
    expect(() => make({ secretKey })).toThrow(new dewar.SessionOptionsError(message(got)));
    expect(() => make({ secretKeyFallbacks: [SECRET, secretKey] })).toThrow(
      new dewar.SessionOptionsError(message(got, "secretKeyFallbacks[1]")),
    );
    const retired = { key: secretKey, signedBefore: new Date() };
    expect(() => make({ secretKeyFallbacks: [retired] })).toThrow(
      new dewar.SessionOptionsError(message(got, "secretKeyFallbacks[0].key")),
    );
    make({ secretKey, secretKeyFallbacks: [retired], allowWeakKey: true });
    expect(warnings).toEqual([]);
  });

  test("is a warning in development", async () => {
    const { dewar, warnings } = await freshDewar({ NODE_ENV: "development" });
    const [secretKey] = keys as [string];
    new dewar.SecureCookieSessionInterface({ secretKey });
    expect(warnings).toEqual([`DEWAR_WEAK_KEY: ${message(got)}`]);
  });
});

describe("a long key that repeats itself is a warning, in production too", () => {
  test.each([
    ["abababababababababababab", 24],
    ["undefinedundefined", 45],
    [bytes("abababababababababababab"), 24],
    ["passwordpassword", 44],
  ])("%j", async (secretKey, bits) => {
    const { dewar, warnings } = await freshDewar({ NODE_ENV: "production" });
    new dewar.SecureCookieSessionInterface({ secretKey });
    expect(warnings).toEqual([
      `DEWAR_WEAK_KEY: ${message(`a key that repeats itself, worth ${bits} bits at most`)}`,
    ]);
  });
});

test.each([
  ["of 48 bits", "stuvwxyzstuvwxyz"],
  ["of 16 characters, of which three are zero", "kX9#qLw7Zt2vB\0\0\0"],
])("a key %s is long enough", async (_, secretKey) => {
  const { dewar, warnings } = await freshDewar({ NODE_ENV: "production" });
  new dewar.SecureCookieSessionInterface({ secretKey });
  expect(warnings).toEqual([]);
});

test("a random key is none of these, as text and as bytes", async () => {
  const { dewar, warnings } = await freshDewar({ NODE_ENV: "production" });
  for (let i = 0; i < 500; i++) {
    const text = dewar.generateSecretKey();
    const random = crypto.getRandomValues(new Uint8Array(16));
    // The shortest, and one of whose zeros are by chance.
    for (const secretKey of [text, text.slice(32), random, Uint8Array.of(...random, 0, 0)])
      new dewar.SecureCookieSessionInterface({ secretKey });
  }
  expect(warnings).toEqual([]);
});

test("every well-known key is refused in each of its spellings", async () => {
  const { dewar } = await freshDewar({ NODE_ENV: "production" });
  const known = [...WELL_KNOWN_KEYS];
  expect(known).toHaveLength(40);
  for (const key of known)
    for (const secretKey of [key, ` ${key.toUpperCase()}\n`, bytes(key), latin1(`${key}\0\0\0\0`)])
      expect(() => new dewar.SecureCookieSessionInterface({ secretKey })).toThrow(
        message("a well-known key"),
      );
});

test("a cookie that was signed with the empty key opens nowhere", async () => {
  const { dewar } = await freshDewar();
  const forged = (secretKey: Uint8Array) =>
    new dewar.SecureCookieSessionInterface({ secretKey, allowWeakKey: true });
  const cookie = `session=${forged(new Uint8Array(1)).signingSerializer.dumps({ username: "admin" })}`;
  // 32 zero bytes are the same key for HMAC, which is why they are refused.
  expect(forged(new Uint8Array(32)).openSession(cookie).status).toBe("valid");
  expect(
    new dewar.SecureCookieSessionInterface({ secretKey: SECRET }).openSession(cookie).status,
  ).toBe("bad-signature");
});
