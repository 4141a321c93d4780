import { SecureCookieSessionInterface, SessionOptionsError } from "dewar";
import { session as express } from "dewar/express";
import { session as fetchSession } from "dewar/fetch";
import { describe, expect, test } from "vitest";
import { SECRET } from "../session/kit.ts";

const messageOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(SessionOptionsError);
    return (error as Error).message;
  }
  return "no error";
};
const made = (options: object): string =>
  messageOf(() => new SecureCookieSessionInterface({ secretKey: SECRET, ...options }));

describe("an option that there is not", () => {
  // express-session, cookie-session, koa-session, iron-session, @fastify/session and secure-session.
  test.each([
    ["secret", "Use secretKey."],
    ["password", "Use secretKey."],
    ["keys", "Use secretKey for the newest key, and secretKeyFallbacks for the older ones."],
    ["name", "Use cookie.name."],
    ["cookieName", "Use cookie.name."],
    ["store", "Pass session() one of dewar/store."],
    ["genid", "dewar does that itself. Leave it out."],
    ["resave", "A session is saved when it changes. Leave it out."],
    ["saveUninitialized", "A session is saved when it changes. Leave it out."],
    ["rolling", "Use refreshEachRequest."],
    ["maxAge", "Use permanentSessionLifetime, in seconds or parts"],
    ["idleTimeout", "Use permanentSessionLifetime, in seconds or parts"],
    ["SECRET_KEY", "Use secretKey."],
    ["SESSION_COOKIE_NAME", "Use cookie.name."],
    ["httpOnly", "Use cookie.httpOnly."],
    ["secretkey", "Use secretKey."],
    ["permanentSesionLifetime", "Did you mean permanentSessionLifetime?"],
  ])("%s: the error names it and says: %s", (name, advice) => {
    const message = made({ [name]: "a value that nobody should read" });
    expect(message).toMatch(new RegExp(`^"${name}" is not an option of the session\\. `));
    expect(message).toContain(advice);
    expect(message).not.toContain("nobody should read");
  });

  test.each([
    ["maxAge", "Use permanentSessionLifetime, in seconds or parts"],
    ["signed", "always signs"],
    ["Path", "Use cookie.path."],
    ["samesite", "Use cookie.sameSite."],
  ])("cookie.%s: %s", (name, advice) => {
    const message = made({ cookie: { [name]: 1 } });
    expect(message).toMatch(new RegExp(`^"cookie\\.${name}" is not an option of the session\\. `));
    expect(message).toContain(advice);
  });

  test("is refused where a cookie function returns it, too", () => {
    const cookie = (() => ({ maxAge: 5 })) as () => object;
    const sessions = new SecureCookieSessionInterface({ secretKey: SECRET, cookie });
    expect(messageOf(() => sessions.openSession(null, { request: {} }))).toMatch(
      /^"cookie\.maxAge" is not an option/,
    );
  });

  test("what is undefined has the default, and no option gets none", () => {
    const undefineds = { cookie: { domain: undefined }, onReject: undefined, salt: undefined };
    expect(made(undefineds)).toBe("no error");
    expect(made({ nothingLikeIt: 1 })).toContain("The options here are secretKey, ");
  });
});

describe("what is no options at all", () => {
  const request = { headers: {}, url: "/" };
  const response = {};
  const call = (middleware: unknown, ...args: unknown[]) =>
    messageOf(() => (middleware as (...args: unknown[]) => unknown)(...args));

  test("app.use(session) without a call says so at the first request, and does not hang", () => {
    for (const middleware of [express, fetchSession])
      expect(call(middleware, request, response)).toBe(
        "session expected options, got a request. Call it: app.use(session({ secretKey: process.env.SECRET_KEY })).",
      );
  });

  const CALL_IT = "Call it: app.use(session({ secretKey: process.env.SECRET_KEY })).";
  test.each<[string, unknown, string?]>([
    ["text", "secret"],
    ["number", 5],
    ["boolean", true],
    ["null", null],
    ["a list", []],
    ["an application", { use() {} }],
    ["an application", { use() {}, headers: {} }],
    ["a promise", Promise.resolve({}), "Wait for it: session(await options)."],
    ["a request", new Request("http://localhost/")],
    // A context of Koa or Hono, of SvelteKit or Astro, of h3.
    ["a request", { req: {} }],
    ["a request", { request: {} }],
    ["a request", { event: {} }],
  ])("%s: %o", (what, value, advice = CALL_IT) => {
    expect(call(express, value)).toBe(`session expected options, got ${what}. ${advice}`);
  });

  test.each(["use", "then"])("an option called %s that is no method is a misspelt one", (name) => {
    expect(made({ [name]: 1 })).toMatch(new RegExp(`^"${name}" is not an option of the session`));
  });
});

test.each(["clock", "onReject", "onDuplicate", "onError"])("%s expects a function", (name) => {
  for (const value of [5, "text", {}, null, true])
    expect(made({ [name]: value })).toMatch(new RegExp(`^${name} expected a function, got `));
  expect(made({ [name]: () => 0 })).toBe("no error");
});
