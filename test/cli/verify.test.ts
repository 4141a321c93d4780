import { describe, expect, test } from "vitest";
import { dewar, dewarJSON } from "./dewar.ts";
import { flaskTokens } from "./flask-tokens.ts";

const KEY = "a-key-for-the-tests-of-the-command-line";
const env = { SECRET_KEY: KEY };
const tokens = flaskTokens(KEY);
const verify = (cookie: string, ...more: string[]) =>
  dewarJSON(["verify", ...more, "--", cookie], { env });

describe("a good one", () => {
  test.each([
    ["session", []],
    ["rich", []],
    ["compressed", []],
    ["remember", []],
    ["timed", ["--as", "itsdangerous"]],
    ["untimed", ["--as", "itsdangerous"]],
    ["signer", ["--as", "signer"]],
    ["sid", ["--as", "flask-session"]],
    ["csrf", ["--as", "wtf-csrf-token"]],
    ["sha512", ["--digest", "sha512"]],
    ["concat", ["--key-derivation", "django-concat"]],
    ["own_salt", ["--salt", "my-salt"]],
    ["old", ["--max-age", "33d"]],
    ["ahead", ["--clock-skew", "3700"]],
  ] as const)("%s of real Flask", async (name, more) => {
    expect(await verify(tokens[name], ...more)).toMatchObject({
      exit: 0,
      verified: true,
      signatureValid: true,
      reason: "valid",
      key: "SECRET_KEY",
    });
  });

  test("for people", async () => {
    const { stdout, stderr, code } = await dewar(["verify", tokens.session], { env });
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(stdout.split("\n")[0]).toBe(
      "VERIFIED  This is a Flask session, signed with SECRET_KEY.",
    );
    expect(stdout).not.toContain(KEY);
  });
});

describe("which key", () => {
  test.each([
    [{ FLASK_SECRET_KEY: KEY }, "FLASK_SECRET_KEY"],
    [{ SECRET_KEY: "another", FLASK_SECRET_KEY: `"${KEY}"` }, "FLASK_SECRET_KEY"],
    [
      { FLASK_SECRET_KEY: "new", FLASK_SECRET_KEY_FALLBACKS: `["older","${KEY}"]` },
      "FLASK_SECRET_KEY_FALLBACKS[1]",
    ],
  ])("%j", async (keys, key) => {
    const verdict = await dewarJSON(["verify", tokens.session], { env: keys });
    expect(verdict).toMatchObject({ exit: 0, verified: true, key });
  });

  test("--secret goes before the environment", async () => {
    const args = ["verify", tokens.session, "--secret", KEY];
    const verdict = await dewarJSON(args, { env: { SECRET_KEY: "another" } });
    expect(verdict).toMatchObject({ exit: 0, key: "--secret" });
  });

  test("none, and nobody to ask", async () => {
    expect(await dewarJSON(["verify", tokens.session])).toEqual({
      exit: 2,
      error: {
        code: "ERR_NO_KEY",
        message: "Expected a secret key, got none.",
        fix: expect.stringContaining("SECRET_KEY"),
      },
    });
  });

  test("a variable that Flask would not take either", async () => {
    const wrong = { FLASK_SECRET_KEY: KEY, FLASK_SECRET_KEY_FALLBACKS: "not-a-list" };
    expect(await dewarJSON(["verify", tokens.session], { env: wrong })).toMatchObject({
      exit: 2,
      error: { code: "ERR_SESSION_OPTIONS" },
    });
  });
});

describe("right, and not good", () => {
  test("expired", async () => {
    const verdict = await verify(tokens.old);
    expect(verdict).toMatchObject({ exit: 1, signatureValid: true, reason: "expired" });
    expect(verdict["message"]).toMatch(/expired 1 day.* ago: it is valid for 31 days\.$/);
  });

  test("the lifetime is the application's", async () => {
    const lifetime = { ...env, FLASK_PERMANENT_SESSION_LIFETIME: String(33 * 86_400) };
    const verdict = await dewarJSON(["verify", tokens.old], { env: lifetime });
    expect(verdict).toMatchObject({ exit: 0, maxAgeSeconds: 33 * 86_400 });
  });

  test("clock ahead", async () => {
    const verdict = await verify(tokens.ahead);
    expect(verdict).toMatchObject({ exit: 1, signatureValid: true, reason: "clock-ahead" });
    expect(verdict["message"]).toMatch(/from the future: .* (1 hour|59 minutes .*) ahead/);
  });
});

describe("the key is right, and something else is not", () => {
  test.each([
    ["timed", "wrong-salt", "a token of ItsDangerous with its default salt", "--as itsdangerous"],
    ["signer", "wrong-salt", "ItsDangerous' Signer", "--as signer"],
    ["sid", "wrong-salt", "Flask-Session", "--as flask-session"],
    ["csrf", "wrong-salt", "Flask-WTF", "--as wtf-csrf-token"],
    ["concat", "wrong-derivation", "derivation django-concat", "--key-derivation django-concat"],
    ["sha512", "wrong-digest", "digest sha512", "--digest sha512"],
  ] as const)("%s: %s", async (name, reason, told, option) => {
    const verdict = await verify(tokens[name]);
    expect(verdict).toMatchObject({ exit: 1, verified: false, signatureValid: false, reason });
    expect(verdict["message"]).toContain(told);
    expect(verdict["fix"]).toContain(option);
  });

  test("a session where a CSRF token was expected", async () => {
    const verdict = await verify(tokens.session, "--as", "wtf-csrf-token");
    expect(verdict).toMatchObject({ exit: 1, reason: "wrong-salt", as: "wtf-csrf-token" });
    expect(verdict["message"]).toContain("this is a Flask session");
  });
});
