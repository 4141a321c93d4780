// What doctor says of the variables that Flask and dewar read.
import { describe, expect, test } from "vitest";
import { dewar, dewarJSON } from "./dewar.ts";
import { type Report, rulesOf } from "./report.ts";

const KEY = "1f2b5c0e9d8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a";
const SAFE = {
  FLASK_SECRET_KEY: KEY,
  FLASK_SESSION_COOKIE_NAME: "__Host-session",
  FLASK_SESSION_COOKIE_SECURE: "true",
  FLASK_SESSION_COOKIE_SAMESITE: "Lax",
};
const doctor = (env: Record<string, string>) => dewarJSON<Report>(["doctor", "--env"], { env });

test("nothing to find", async () => {
  const report = await doctor(SAFE);
  expect(report).toMatchObject({
    exit: 0,
    subject: "the environment",
    seen: `Read ${Object.keys(SAFE).sort().join(", ")}.`,
    findings: [],
  });
});

test("nothing set", async () => {
  const report = await doctor({});
  expect(report).toMatchObject({ exit: 1, seen: "None of its variables is set." });
  expect(rulesOf(report)).toEqual([
    "error key-missing",
    "warning cookie-secure",
    "warning cookie-samesite",
    "note cookie-prefix",
  ]);
});

test.each<[string, Record<string, string>, string[]]>([
  ["a known key", { FLASK_SECRET_KEY: "hard to guess string" }, ["error key-known"]],
  ["a known key in capitals", { FLASK_SECRET_KEY: "You Will Never Guess" }, ["error key-known"]],
  ["a short key", { FLASK_SECRET_KEY: "kX9#q" }, ["error key-short"]],
  [
    "a key that repeats itself",
    { FLASK_SECRET_KEY: "abababababababababababab" },
    ["warning key-short"],
  ],
  ["SECRET_KEY too", { SECRET_KEY: "secret" }, ["error key-known"]],
  ["an old key that is known", { FLASK_SECRET_KEY_FALLBACKS: '["dev"]' }, ["error key-known"]],
  [
    "many old keys",
    { FLASK_SECRET_KEY_FALLBACKS: `["${KEY}1","${KEY}2","${KEY}3"]` },
    ["note key-fallbacks"],
  ],
  ["a prefix without Secure", { FLASK_SESSION_COOKIE_SECURE: "false" }, ["error options"]],
  ["a prefix with a domain", { FLASK_SESSION_COOKIE_DOMAIN: "example.com" }, ["error options"]],
  ["a value that is no boolean", { FLASK_SESSION_COOKIE_SECURE: "1" }, ["error options"]],
  ["no HttpOnly", { FLASK_SESSION_COOKIE_HTTPONLY: "false" }, ["error cookie-httponly"]],
  [
    "a lifetime of years",
    { FLASK_PERMANENT_SESSION_LIFETIME: "63072000" },
    ["warning cookie-lifetime"],
  ],
  ["partitioned", { FLASK_SESSION_COOKIE_PARTITIONED: "true" }, []],
])("%s", async (_, env, expected) => {
  const report = await doctor({ ...SAFE, ...env });
  expect(rulesOf(report)).toEqual(expected);
  expect(report.exit).toBe(expected.every((each) => each.startsWith("note")) ? 0 : 1);
});

describe("keys stay unseen", () => {
  test.each(["hard to guess string", "kX9#q", "abababababababababababab"])("%s", async (key) => {
    const { stdout } = await dewar(["doctor", "--env"], {
      env: { ...SAFE, FLASK_SECRET_KEY: key },
    });
    expect(stdout).toContain("FLASK_SECRET_KEY");
    expect(stdout).not.toContain(key);
  });
});
