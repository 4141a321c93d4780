import {
  generateSecretKey,
  SecureCookieSessionInterface,
  type SessionOptions,
  SessionOptionsError,
} from "dewar";
import { afterEach, describe, expect, test, vi } from "vitest";
import { SECRET } from "../session/kit.ts";

const make = (options: object) =>
  new SecureCookieSessionInterface({ secretKey: SECRET, ...options } as SessionOptions);

describe("options that cannot be right are refused at start-up", () => {
  test.each<[string, object]>([
    ["secretKey expected a key, got an empty one.", { secretKey: "" }],
    ["secretKey expected text or bytes, got number.", { secretKey: 5 }],
    // pallets/flask#6089: Flask takes the characters of a string for keys.
    ["secretKeyFallbacks expected a list of keys, got string.", { secretKeyFallbacks: "old" }],
    [
      "secretKeyFallbacks[1] expected a key, got an empty one.",
      { secretKeyFallbacks: [SECRET, ""] },
    ],
    [
      "secretKey expected a key to sign with, got only secretKeyFallbacks",
      { secretKey: undefined, secretKeyFallbacks: [SECRET] },
    ],
    [
      "permanentSessionLifetime expected seconds, or an object such as { days: 7 }, from 0 to 1000 years; got -1 seconds.",
      { permanentSessionLifetime: -1 },
    ],
    ['got a part called "day".', { permanentSessionLifetime: { day: 1 } }],
    ["got string for days.", { permanentSessionLifetime: { days: "1" } }],
    ["got NaN seconds.", { permanentSessionLifetime: Number.NaN }],
    ["refreshEachRequest expected seconds", { refreshEachRequest: -5 }],
    ["clockSkewSeconds expected seconds from 0 on, got -1.", { clockSkewSeconds: -1 }],
    [
      'cookie.sameSite expected "Strict", "Lax", "None" or null, got "lax".',
      { cookie: { sameSite: "lax" } },
    ],
    ['cookie.secure expected true, false or "auto", got "yes".', { cookie: { secure: "yes" } }],
    [
      'cookie.secure expected true, because browsers drop a cookie with sameSite "None" without it.',
      { cookie: { sameSite: "None" } },
    ],
    ["browsers drop a cookie with partitioned without it.", { cookie: { partitioned: true } }],
    [
      'browsers drop a cookie with the name "__Host-s" without it.',
      { cookie: { name: "__Host-s" } },
    ],
    [
      'browsers drop a cookie with the name "__Secure-s" without it.',
      { cookie: { name: "__Secure-s", secure: false } },
    ],
    [
      'cookie "__Host-s" expected no domain and the path "/"',
      { cookie: { name: "__Host-s", secure: true, path: "/a" } },
    ],
    [
      'cookie "__Host-s" expected no domain and the path "/"',
      { cookie: { name: "__Host-s", secure: true, domain: "a.b" } },
    ],
    ["cookie.name expected letters, digits and signs", { cookie: { name: "a b" } }],
    ["cookie.domain expected a host name", { cookie: { domain: "a b" } }],
  ])("%s", (message, options) => {
    expect(() => make(options)).toThrow(SessionOptionsError);
    expect(() => make(options)).toThrow(message);
  });

  test("the messages hold no key", () => {
    const key = "short-and-secret";
    expect(() => make({ secretKey: key, secretKeyFallbacks: [key, 7] })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(key) }),
    );
  });
});

describe("weak keys (pain 34)", () => {
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    "dev",
    "secret",
    "dev-secret-key",
    "keyboard cat",
    "0123456789abcde",
    Uint8Array.of(1),
  ])("%j is a warning in development and an error in production", (secretKey) => {
    const warning = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const portable = vi.spyOn(console, "warn").mockImplementation(() => {});
    vi.stubEnv("NODE_ENV", "development");
    make({ secretKey });
    expect(warning.mock.calls.length + portable.mock.calls.length).toBe(1);
    vi.stubEnv("NODE_ENV", "production");
    expect(() => make({ secretKey })).toThrow(/^secretKey expected at least 16 random characters/);
    make({ secretKey, allowWeakKey: true });
    expect(warning.mock.calls.length + portable.mock.calls.length).toBe(1);
    warning.mockRestore();
    portable.mockRestore();
  });

  test("a fallback counts too", () => {
    vi.stubEnv("NODE_ENV", "production");
    expect(() => make({ secretKeyFallbacks: ["dev"] })).toThrow("secretKeyFallbacks[0]");
  });
});

test("generateSecretKey gives 64 hex characters, as secrets.token_hex does", () => {
  const keys = new Set(Array.from({ length: 100 }, generateSecretKey));
  expect(keys.size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
});

describe("cookie options as a function of the request", () => {
  const sessions = new SecureCookieSessionInterface({
    secretKey: SECRET,
    cookie: (request: { host: string }) => ({ name: `sid-${request.host}`, sameSite: null }),
  });

  test("name the cookie that is read and written", () => {
    const info = { request: { host: "a" } };
    const first = sessions.openSession(undefined, info);
    first.a = 1;
    const headers = new Headers();
    sessions.saveSession(first, headers);
    const [cookie = ""] = headers.get("set-cookie")?.split(";") ?? [];
    expect(cookie).toMatch(/^sid-a=/);
    expect(sessions.openSession(cookie, info).a).toBe(1);
    expect(sessions.openSession(cookie, { request: { host: "b" } }).a).toBeUndefined();
  });
});

test('secure "auto" follows the request', () => {
  const sessions = make({});
  const attributes = (secure: boolean) => {
    const session = sessions.openSession(undefined, { secure });
    session.set("a", 1);
    const headers = new Headers();
    sessions.saveSession(session, headers);
    return headers.get("set-cookie")?.replace(/^[^;]*/, "");
  };
  expect(attributes(true)).toBe("; Path=/; HttpOnly; Secure; SameSite=Lax");
  expect(attributes(false)).toBe("; Path=/; HttpOnly; SameSite=Lax");
});

test.each(["Strict", "Lax", "None"])("sameSite %j is sent as it is", (sameSite) => {
  const sessions = make({ cookie: { secure: true, sameSite } });
  const session = sessions.openSession(undefined);
  session.set("a", 1);
  const headers = new Headers();
  sessions.saveSession(session, headers);
  expect(headers.get("set-cookie")?.replace(/^[^;]*/, "")).toBe(
    `; Path=/; HttpOnly; Secure; SameSite=${sameSite}`,
  );
});

test.each([
  { secure: false },
  { name: "a__Host-b", secure: false },
  { name: "a__Secure-b", secure: false },
])("%j is sent without Secure, over https too", (cookie) => {
  const sessions = make({ cookie });
  const session = sessions.openSession(undefined, { secure: true });
  session.set("a", 1);
  const headers = new Headers();
  sessions.saveSession(session, headers);
  expect(headers.get("set-cookie")?.replace(/=[^;]*/, "")).toBe(
    `${cookie.name ?? "session"}; Path=/; HttpOnly; SameSite=Lax`,
  );
});

test("a salt of one's own keeps sessions apart", () => {
  const [one, same, other] = ["admin", "admin", "shop"].map((salt) => make({ salt }));
  const cookie = `session=${one?.signingSerializer.dumps({ a: 1 })}`;
  expect([one, same, other].map((each) => each?.openSession(cookie).status)).toEqual([
    "valid",
    "valid",
    "bad-signature",
  ]);
});

test("an error of the cookie's attributes has the one behind it as its cause", () => {
  expect(() => make({ cookie: { name: "a b" } })).toThrow(
    expect.objectContaining({ cause: expect.any(Error) }),
  );
});

test("info may be an object of a class, whose members are its prototype's", () => {
  class OwnInfo {
    get secure(): boolean {
      return true;
    }
  }
  const sessions = make({});
  const session = sessions.openSession(undefined, new OwnInfo());
  session.set("a", 1);
  const headers = new Headers();
  sessions.saveSession(session, headers);
  expect(headers.get("set-cookie")).toMatch(/; Secure; SameSite=Lax$/);
});

test("a configured Secure is sent whatever the hop looks like (pain 4)", () => {
  const session = make({ cookie: { secure: true } }).openSession(undefined, { secure: false });
  session.set("a", 1);
  const headers = new Headers();
  make({ cookie: { secure: true } }).saveSession(session, headers);
  expect(headers.get("set-cookie")).toMatch(/; Secure; SameSite=Lax$/);
});
