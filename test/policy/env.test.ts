// Options out of environment variables, as Flask reads them.
import { configFromEnv, SessionOptionsError } from "dewar";
import { describe, expect, test, vi } from "vitest";
import { SECRET } from "../session/kit.ts";

describe("configFromEnv", () => {
  test("reads the variables of Flask, JSON first", () => {
    expect(
      configFromEnv({
        FLASK_SECRET_KEY: SECRET,
        FLASK_SECRET_KEY_FALLBACKS: '["old", "older"]',
        FLASK_PERMANENT_SESSION_LIFETIME: "604800",
        FLASK_SESSION_REFRESH_EACH_REQUEST: "false",
        FLASK_SESSION_COOKIE_NAME: "sid",
        FLASK_SESSION_COOKIE_DOMAIN: "example.com",
        FLASK_SESSION_COOKIE_PATH: "/app",
        FLASK_SESSION_COOKIE_HTTPONLY: "false",
        FLASK_SESSION_COOKIE_SECURE: "true",
        FLASK_SESSION_COOKIE_SAMESITE: "strict",
        FLASK_DEBUG: "1",
        SECRET_KEY: "not this one",
      }),
    ).toEqual({
      secretKey: SECRET,
      secretKeyFallbacks: ["old", "older"],
      permanentSessionLifetime: 604800,
      refreshEachRequest: false,
      cookie: {
        name: "sid",
        domain: "example.com",
        path: "/app",
        httpOnly: false,
        secure: true,
        sameSite: "Strict",
      },
    });
  });

  test("leaves what is not set to the defaults", () => {
    expect(configFromEnv({})).toEqual({ cookie: {} });
  });

  test("Partitioned brings Secure, APPLICATION_ROOT is the path, null is null", () => {
    expect(
      configFromEnv({
        FLASK_SESSION_COOKIE_PARTITIONED: "true",
        FLASK_APPLICATION_ROOT: "/root",
        FLASK_SESSION_COOKIE_SAMESITE: "null",
      }).cookie,
    ).toEqual({ partitioned: true, secure: true, path: "/root", sameSite: null });
  });

  test("another prefix", () => {
    expect(configFromEnv({ APP_SECRET_KEY: SECRET }, "APP").secretKey).toBe(SECRET);
  });

  const PATH = 'a path that starts with "/"';
  const LIST = 'a list such as ["old-key"], or null';
  test.each([
    ["SECRET_KEY", "12345", "text or null, got a number"],
    ["SECRET_KEY", "[1]", "text or null, got a list"],
    ["SECRET_KEY", "{}", "text or null, got an object"],
    ["SECRET_KEY", "true", "text or null, got a boolean"],
    ["SECRET_KEY_FALLBACKS", "old", `${LIST}, got text`],
    ["SECRET_KEY_FALLBACKS", '["old", 1]', `${LIST}, got a list`],
    ["SECRET_KEY_FALLBACKS", "{}", `${LIST}, got an object`],
    ["PERMANENT_SESSION_LIFETIME", "7 days", "a number of seconds, got text"],
    ["PERMANENT_SESSION_LIFETIME", "null", "a number of seconds, got null"],
    ["SESSION_REFRESH_EACH_REQUEST", "1", "true or false, got a number"],
    ["SESSION_COOKIE_NAME", "null", "text, got null"],
    ["SESSION_COOKIE_DOMAIN", "false", "text or null, got a boolean"],
    ["SESSION_COOKIE_PATH", "app", `${PATH}, or null, got text`],
    ["SESSION_COOKIE_PATH", "5", `${PATH}, or null, got a number`],
    ["APPLICATION_ROOT", "app", `${PATH}, got text`],
    ["APPLICATION_ROOT", "null", `${PATH}, got null`],
    ["SESSION_COOKIE_HTTPONLY", "0", "true or false, got a number"],
    ["SESSION_COOKIE_SECURE", "True", "true or false, got text"],
    ["SESSION_COOKIE_SAMESITE", "5", "text or null, got a number"],
    ["SESSION_COOKIE_PARTITIONED", "yes", "true or false, got text"],
  ])("FLASK_%s=%s is refused", (key, value, expected) => {
    const name = `FLASK_${key}`;
    expect(() => configFromEnv({ [name]: value })).toThrow(
      new SessionOptionsError(
        `${name} expected ${expected}. Values are read as JSON first, as in Flask; ` +
          `put quotes inside to keep it text: ${name}='"text"'.`,
      ),
    );
  });

  test.each([
    [{ SESSION_COOKIE_PATH: "", APPLICATION_ROOT: "/root" }, { path: "" }],
    [{ SESSION_COOKIE_PATH: "null", APPLICATION_ROOT: "/root" }, { path: "/root" }],
    [{ SESSION_COOKIE_PATH: "/app", APPLICATION_ROOT: "/root" }, { path: "/app" }],
    [{ SESSION_COOKIE_SAMESITE: "LAX" }, { sameSite: "Lax" }],
    [
      { SESSION_COOKIE_PARTITIONED: "false", SESSION_COOKIE_SECURE: "false" },
      { partitioned: false, secure: false },
    ],
    [
      { SESSION_COOKIE_PARTITIONED: "true", SESSION_COOKIE_SECURE: "false" },
      { partitioned: true, secure: true },
    ],
  ])("%j", (variables, cookie) => {
    const env = Object.fromEntries(
      Object.entries(variables).map(([key, value]) => [`FLASK_${key}`, value]),
    );
    expect(configFromEnv(env)).toEqual({ cookie });
  });

  test("no keys on purpose", () => {
    expect(configFromEnv({ FLASK_SECRET_KEY: "null", FLASK_SECRET_KEY_FALLBACKS: "null" })).toEqual(
      { secretKey: null, secretKeyFallbacks: null, cookie: {} },
    );
  });

  test("what another package left on every object is no variable", () => {
    expect(configFromEnv(Object.create({ FLASK_SECRET_KEY: SECRET }))).toEqual({ cookie: {} });
  });

  test.each([
    ["process", undefined],
    ["environment", {}],
  ])("where there is no %s, as at the edge, nothing is set", (_, instead) => {
    const { process } = globalThis;
    try {
      Object.assign(globalThis, { process: instead });
      expect(configFromEnv()).toEqual({ cookie: {} });
    } finally {
      Object.assign(globalThis, { process });
    }
  });

  test("the real environment is the default", () => {
    vi.stubEnv("FLASK_SECRET_KEY", SECRET);
    expect(configFromEnv().secretKey).toBe(SECRET);
    vi.unstubAllEnvs();
  });
});
