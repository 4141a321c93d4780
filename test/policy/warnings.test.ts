// Each warning: when it comes, how often, with which code, and that it shows no key.
import type { SecureCookieSessionInterface, SessionOptions } from "dewar";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SECRET } from "../session/kit.ts";

const warnings: [code: string, message: string][] = [];

beforeEach(() => {
  // What is told once in a process is told again by modules that are loaded again.
  vi.resetModules();
  vi.stubEnv("NODE_ENV", "development");
  // Node's own, and what the portable platform has.
  vi.spyOn(process, "emitWarning").mockImplementation((message, options) => {
    const { code = "" } = options as unknown as { code?: string };
    warnings.push([code, `${message}`]);
  });
  vi.spyOn(console, "warn").mockImplementation((text: string) => {
    const [, code = "", message = ""] = /^\[(\w+)\] (.*)$/s.exec(text) ?? [];
    warnings.push([code, message]);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  warnings.length = 0;
});

async function make(options: object): Promise<SecureCookieSessionInterface> {
  const { SecureCookieSessionInterface } = await import("dewar");
  return new SecureCookieSessionInterface({ secretKey: SECRET, ...options } as SessionOptions);
}
const codes = (): string[] => warnings.map(([code]) => code);

describe("DEWAR_LONG_LIFETIME: seconds that are milliseconds", () => {
  const DAYS_400 = 400 * 86_400;
  test.each([
    ["permanentSessionLifetime", 7 * 24 * 3600 * 1000],
    ["refreshEachRequest", DAYS_400 + 1],
  ])("%s: %i", async (option, seconds) => {
    await make({ [option]: seconds });
    await make({ [option]: seconds });
    expect(codes()).toEqual(["DEWAR_LONG_LIFETIME"]);
    expect(warnings[0]?.[1]).toContain(`${option} is ${seconds} seconds`);
    expect(warnings[0]?.[1]).toContain("divide by 1000");
  });

  test.each([DAYS_400, { days: 500 }])("not for %j", async (permanentSessionLifetime) => {
    await make({ permanentSessionLifetime });
    expect(warnings).toEqual([]);
  });
});

describe('DEWAR_PLAIN_HTTP: secure "auto" in production, over http', () => {
  const save = (sessions: SecureCookieSessionInterface, secure: boolean): string[] => {
    const headers = new Headers();
    const session = sessions.openSession(null, { secure });
    session.set("a", 1);
    sessions.saveSession(session, headers);
    return headers.getSetCookie().map((line) => line.replace(/^session=[^;]+/, ""));
  };

  test("is told once, and the cookie goes out without Secure", async () => {
    vi.stubEnv("NODE_ENV", "production");
    const sessions = await make({});
    expect([save(sessions, false), save(sessions, false)]).toEqual([
      ["; Path=/; HttpOnly; SameSite=Lax"],
      ["; Path=/; HttpOnly; SameSite=Lax"],
    ]);
    expect(codes()).toEqual(["DEWAR_PLAIN_HTTP"]);
    expect(warnings[0]?.[1]).toContain("cookie: { secure: true }");
  });

  test.each<[string, object, boolean, string]>([
    ["over https", {}, true, "production"],
    ["in development", {}, false, "development"],
    ["where false is said", { cookie: { secure: false } }, false, "production"],
    ["where true is said", { cookie: { secure: true } }, false, "production"],
  ])("not %s", async (_where, options, secure, environment) => {
    vi.stubEnv("NODE_ENV", environment);
    save(await make(options), secure);
    expect(warnings).toEqual([]);
  });
});

describe("DEWAR_WEAK_KEY", () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  // Attackers try the spellings, and HMAC pads keys with zeros.
  test.each<[string, string | Uint8Array]>([
    ["a key of Django's documentation, as bytes", bytes("keyboard cat")],
    ["with a line break", "keyboard cat\n"],
    ["in another case, with spaces", "  Keyboard CAT "],
    ["with zeros behind it", `secret${"\0".repeat(20)}`],
    ["nothing but zeros, which is the empty key", new Uint8Array(32)],
    ["one character again and again", "a".repeat(32)],
  ])("%s: an error in production, a warning in development", async (_what, secretKey) => {
    await make({ secretKey });
    expect(codes()).toEqual(["DEWAR_WEAK_KEY"]);
    vi.stubEnv("NODE_ENV", "production");
    await expect(make({ secretKey })).rejects.toMatchObject({ code: "ERR_SESSION_OPTIONS" });
    await make({ secretKey, allowWeakKey: true });
    expect(codes()).toEqual(["DEWAR_WEAK_KEY"]);
  });

  test("a long one that repeats itself: a warning in both, without the key", async () => {
    const secretKey = "abababababababababababababababab";
    await make({ secretKey });
    vi.stubEnv("NODE_ENV", "production");
    await make({ secretKey });
    expect(codes()).toEqual(["DEWAR_WEAK_KEY", "DEWAR_WEAK_KEY"]);
    for (const [, message] of warnings) expect(message).not.toContain("abab");
  });

  test("not for a random one, of text or of bytes", async () => {
    await make({ secretKey: SECRET });
    await make({ secretKey: Uint8Array.from({ length: 32 }, (_, i) => (i * 37 + 11) % 256) });
    expect(warnings).toEqual([]);
  });
});

test("DEWAR_NO_KEY: a warning in development, an error in production, nothing for null", async () => {
  const sessions = await make({ secretKey: undefined });
  await make({ secretKey: undefined });
  expect(codes()).toEqual(["DEWAR_NO_KEY"]);
  expect(() => sessions.openSession(null).set("a", 1)).toThrow(
    expect.objectContaining({ code: "ERR_SESSION_NULL" }),
  );
  await make({ secretKey: null });
  vi.stubEnv("NODE_ENV", "production");
  await expect(make({ secretKey: undefined })).rejects.toMatchObject({
    code: "ERR_SESSION_OPTIONS",
    message: expect.stringContaining("secretKey expected a key, got none"),
  });
  await make({ secretKey: null });
  expect(codes()).toEqual(["DEWAR_NO_KEY"]);
});
