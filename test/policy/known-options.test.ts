// An option that there is not is an error at start-up, and says which one is meant: a cookie without
// Secure, or a logout of everybody at a rotation of keys, is not found out otherwise.
import { SecureCookieSessionInterface, type SessionOptions, SessionOptionsError } from "dewar";
import { describe, expect, test } from "vitest";
import { SECRET } from "../session/kit.ts";

const make = (options: object) =>
  new SecureCookieSessionInterface({ secretKey: SECRET, ...options } as SessionOptions);
const refused = (name: string, advice: string) =>
  new SessionOptionsError(`"${name}" is not an option of the session. ${advice}`);

const LIFETIME =
  "Use permanentSessionLifetime, in seconds or parts such as { days: 7 }, and set session.permanent = true.";
const OWN_IDS = "dewar does that itself. Leave it out.";
const STORE = "Pass session() one of dewar/store.";
const SAVED = "A session is saved when it changes. Leave it out.";
const SIGNED = "dewar always signs the session's cookie, and needs only one. Leave it out.";
const ENCODED = "The cookie's value is base64url, which needs no encoding. Leave it out.";
const PROXY =
  'Tell the framework that it is behind a proxy, such as Express\' app.set("trust proxy", 1).';
const KEY = "Use secretKey for the key, or cookie.name for the cookie's name.";
const KEYS = "Use secretKey for the newest key, and secretKeyFallbacks for the older ones.";

// Every option of the library, but for those that mean the same here.
const LIBRARIES: Record<string, Record<string, string>> = {
  "express-session": {
    ...{ secret: "Use secretKey.", name: "Use cookie.name.", store: STORE, genid: OWN_IDS },
    ...{ resave: SAVED, saveUninitialized: SAVED, rolling: "Use refreshEachRequest." },
    ...{ proxy: PROXY, unset: OWN_IDS, "cookie.maxAge": LIFETIME, "cookie.expires": LIFETIME },
    ...{ "cookie.encode": ENCODED, "cookie.priority": "It is not standardised. Leave it out." },
    "cookie.signed": SIGNED,
  },
  "cookie-session": {
    ...{ name: "Use cookie.name.", keys: KEYS, secret: "Use secretKey.", maxAge: LIFETIME },
    ...{ expires: LIFETIME, path: "Use cookie.path.", domain: "Use cookie.domain." },
    ...{ secure: "Use cookie.secure.", httpOnly: "Use cookie.httpOnly.", signed: SIGNED },
    ...{ sameSite: "Use cookie.sameSite.", partitioned: "Use cookie.partitioned." },
    ...{ overwrite: SIGNED, priority: "It is not standardised. Leave it out." },
  },
  "koa-session": {
    ...{ key: KEY, maxAge: LIFETIME, autoCommit: SAVED, overwrite: SIGNED, signed: SIGNED },
    ...{ rolling: "Use refreshEachRequest.", renew: "Use refreshEachRequest.", store: STORE },
    ...{ externalKey: OWN_IDS, ContextStore: STORE, encode: ENCODED, decode: ENCODED },
  },
  "iron-session": {
    ...{ password: "Use secretKey.", cookieName: "Use cookie.name.", ttl: LIFETIME },
    cookieOptions: "Use cookie.",
  },
  "@fastify/session and @fastify/secure-session": {
    ...{ algorithm: "Use digestMethod.", idGenerator: OWN_IDS, key: KEY, expiry: LIFETIME },
    cookiePrefix: "Write the prefix into cookie.name.",
    sessionName:
      "Use cookie.name for the cookie's name, or the adapter's \"property\" for the name on the request.",
  },
  Flask: {
    ...{ SECRET_KEY: "Use secretKey.", SECRET_KEY_FALLBACKS: "Use secretKeyFallbacks." },
    ...{ PERMANENT_SESSION_LIFETIME: "Use permanentSessionLifetime." },
    ...{ SESSION_REFRESH_EACH_REQUEST: "Use refreshEachRequest." },
    ...{ SESSION_COOKIE_NAME: "Use cookie.name.", SESSION_COOKIE_SECURE: "Use cookie.secure." },
    ...{ SESSION_COOKIE_HTTPONLY: "Use cookie.httpOnly.", digest_method: "Use digestMethod." },
    ...{ SESSION_COOKIE_SAMESITE: "Use cookie.sameSite.", key_derivation: "Use keyDerivation." },
  },
};

/** Options in which a name stands where its path says. `fromEntries` takes "__proto__" for a name, too. */
function at(path: string): object {
  if (path.startsWith("cookie.")) return { cookie: at(path.slice("cookie.".length)) };
  return Object.fromEntries([[path, 1]]);
}

describe.each(Object.entries(LIBRARIES))("options of %s", (_, options) => {
  test.each(Object.entries(options))("%s", (name, advice) => {
    expect(() => make(at(name))).toThrow(refused(name, advice));
  });
});

const ALL =
  "The options here are secretKey, secretKeyFallbacks, permanentSessionLifetime, refreshEachRequest, " +
  "cookie, clock, clockSkewSeconds, onReject, onDuplicate, onError, salt, digestMethod, " +
  "digestMethodFallbacks, keyDerivation, serializer, allowWeakKey.";
const ALL_OF_COOKIE =
  "The options here are name, domain, path, httpOnly, secure, sameSite, partitioned.";

describe("misspelt, or in the wrong place", () => {
  test.each<[string, string]>([
    ["permanentSessionLifeTime", "Use permanentSessionLifetime."],
    ["permanentSessionLifetme", "Did you mean permanentSessionLifetime?"],
    ["secretKeyFallback", "Did you mean secretKeyFallbacks?"],
    ["secretkey", "Use secretKey."],
    ["sercetKey", "Did you mean secretKey?"],
    ["onreject", "Use onReject."],
    ["serialiser", "Did you mean serializer?"],
    ["cookies", "Did you mean cookie?"],
    ["cookie.samesite", "Use cookie.sameSite."],
    ["cookie.httponly", "Use cookie.httpOnly."],
    ["cookie.Path", "Use cookie.path."],
    ["cookie.domian", "Did you mean cookie.domain?"],
    ["cookie.secretKey", "Use secretKey."],
    ["cookie.refreshEachRequest", "Use refreshEachRequest."],
    // Letters that changed places are one mistake, also in a name so short that it allows no second.
    ["slat", "Did you mean salt?"],
    ["clokc", "Did you mean clock?"],
    ["cookie.naem", "Did you mean cookie.name?"],
    ["cookie.apth", "Did you mean cookie.path?"],
    ["clocks", "Did you mean clock?"],
    ["sxat", ALL],
    ["slxt", ALL],
    // One mistake for each three letters, and no more.
    ["kookies", "Did you mean cookie?"],
    ["kookiess", ALL],
    ["theCookie", ALL],
    // Two steps from `secure`, three from `secretKey`: the nearer one.
    ["secrey", "Did you mean cookie.secure?"],
    // As near to `cookie` as to `cookie.domain`: the one of the same level.
    ["domkie", "Did you mean cookie?"],
    ["cookie.domkie", "Did you mean cookie.domain?"],
    ["SECURE_SESSION_COOKIE", ALL],
    ["trustProxy", PROXY],
    ["sessionLifetime", LIFETIME],
    ["idleTimeout", LIFETIME],
    ["expiresIn", LIFETIME],
    ["lifetime", LIFETIME],
    ["logLevel", ALL],
    ["__proto__", ALL],
    ["constructor", ALL],
    ["cookie.color", ALL_OF_COOKIE],
    ["cookie.toString", ALL_OF_COOKIE],
  ])("%s", (path, advice) => {
    expect(() => make(at(path))).toThrow(refused(path, advice));
  });

  test("a function for the cookie's options is checked when it is called", () => {
    const cookie = (request: { sameSite?: string }) => ({ ...request });
    const sessions = make({ cookie });
    expect(() => sessions.openSession(undefined, { request: { samesite: "Lax" } })).toThrow(
      refused("cookie.samesite", "Use cookie.sameSite."),
    );
    expect(sessions.openSession(undefined, { request: { sameSite: "Lax" } }).status).toBe("new");
  });

  test("the value is never in the message", () => {
    expect(() => make({ secret: "hunter2" })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("hunter2") }),
    );
  });
});

test("each option that there is can be given as undefined", () => {
  const names = ALL.replace(/^.* are |\.$/g, "").split(", ");
  const ofCookie = ALL_OF_COOKIE.replace(/^.* are |\.$/g, "").split(", ");
  const nothing = (each: string[]) => Object.fromEntries(each.map((name) => [name, undefined]));
  const { secretKey: _, ...options } = nothing(names);
  expect(make({ ...options, cookie: nothing(ofCookie) })).toBeInstanceOf(
    SecureCookieSessionInterface,
  );
});
