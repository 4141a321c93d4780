// The usual ways of signing, by which a key is tried.
import { createHmac } from "node:crypto";
import { SecureCookieSessionInterface, Session } from "dewar";
import { URLSafeTimedSerializer } from "dewar/itsdangerous";
import { expect, test } from "vitest";
import {
  isSignedBy,
  PROFILES,
  profileNamed,
  signatureOf,
  split,
  USUAL_SCHEMES,
} from "../../src/token/index.ts";

const KEY = "key-of-the-token-tests-8d0b5e2f7a41";

test("a session's cookie is signed as the profile says", () => {
  const sessions = new SecureCookieSessionInterface({ secretKey: KEY });
  const token = sessions.signingSerializer.dumps(Object.fromEntries(new Session({ a: 1 })));
  const parts = split(token);
  expect(isSignedBy(parts, KEY, profileNamed("session"))).toBe(true);
  expect(isSignedBy(parts, `${KEY}x`, profileNamed("session"))).toBe(false);
  expect(signatureOf(parts.signed, KEY, profileNamed("session"))).toBe(parts.signature);
});

test("a token of ItsDangerous, too", () => {
  const parts = split(new URLSafeTimedSerializer(KEY).dumps(1));
  const fits = PROFILES.filter((profile) => isSignedBy(parts, KEY, profile)).map(({ id }) => id);
  expect(fits).toEqual(["itsdangerous"]);
});

test.each(["key", "schlüssel", new Uint8Array([0, 255])])(
  "Flask-Login's, with the key %j",
  (key) => {
    const bytes = typeof key === "string" ? Buffer.from(key, "latin1") : key;
    const signature = createHmac("sha512", bytes).update("42").digest("hex");
    const profile = profileNamed("remember-token");
    expect(signatureOf("42", key, profile)).toBe(signature);
    expect(isSignedBy(split(`42|${signature}`), key, profile)).toBe(true);
    expect(isSignedBy(split(`43|${signature}`), key, profile)).toBe(false);
  },
);

test("every usual salt is tried with every derivation and digest, once", () => {
  const salts = new Set(PROFILES.map(({ salt }) => salt).filter((salt) => salt !== ""));
  expect(USUAL_SCHEMES.length).toBe(salts.size * 16);
  expect(new Set(USUAL_SCHEMES.map((scheme) => JSON.stringify(scheme))).size).toBe(
    USUAL_SCHEMES.length,
  );
});
