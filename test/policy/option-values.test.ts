// Each value that an option cannot have, and what is said of it at start-up.
import { SecureCookieSessionInterface, type SessionOptions, SessionOptionsError } from "dewar";
import { describe, expect, test } from "vitest";
import { SECRET } from "../session/kit.ts";

const make = (options: object) =>
  new SecureCookieSessionInterface({ secretKey: SECRET, ...options } as SessionOptions);

const DURATION = "expected seconds, or an object such as { days: 7 }, from 0 to 1000 years; got";
const DIGESTS = 'expected "md5", "sha1", "sha224", "sha256", "sha384" or "sha512", got';
const DERIVATIONS = 'keyDerivation expected "hmac", "django-concat", "concat" or "none", got';
const DOMAIN = 'cookie.domain expected a host name such as "example.com", got';
const HOST_ALONE = "Leave it out for this host alone.";
const COOKIE =
  'cookie expected an object such as { name: "sid" }, or a function that returns one, got';
const FALLBACK = "secretKeyFallbacks[0]";
const SIGNED_BEFORE = `${FALLBACK}.signedBefore expected a valid Date, the moment when the key stopped signing, got`;
const serializer = "serializer expected an object with the methods dumps and loads, got";
const NO_ADVICE = 'expected a key, or { key, signedBefore }, got a member called "since".';

const WRONG: Record<string, [message: string, options: object][]> = {
  keys: [
    ["secretKey expected text or bytes, got a list.", { secretKey: [SECRET] }],
    ["secretKey expected text or bytes, got object.", { secretKey: {} }],
    ["secretKey expected text or bytes, got boolean.", { secretKey: true }],
    ["secretKey expected a key, got an empty one.", { secretKey: new Uint8Array() }],
    [
      "secretKeyFallbacks expected a list of keys, got object. Put brackets around a single one.",
      { secretKeyFallbacks: { key: SECRET } },
    ],
    [`${FALLBACK} expected text or bytes, got number.`, { secretKeyFallbacks: [5] }],
    [`${FALLBACK} expected text or bytes, got a list.`, { secretKeyFallbacks: [[SECRET]] }],
    [`${FALLBACK} ${NO_ADVICE}`, { secretKeyFallbacks: [{ key: SECRET, since: new Date() }] }],
    [`${SIGNED_BEFORE} undefined.`, { secretKeyFallbacks: [{ key: SECRET }] }],
    [`${SIGNED_BEFORE} number.`, { secretKeyFallbacks: [{ key: SECRET, signedBefore: 1 }] }],
    [`${SIGNED_BEFORE} string.`, { secretKeyFallbacks: [{ key: SECRET, signedBefore: "2030" }] }],
    [
      `${SIGNED_BEFORE} an invalid one.`,
      { secretKeyFallbacks: [{ key: SECRET, signedBefore: new Date("never") }] },
    ],
    [
      `${FALLBACK}.key expected text or bytes, got number.`,
      { secretKeyFallbacks: [{ key: 5, signedBefore: new Date() }] },
    ],
  ],
  durations: [
    [`permanentSessionLifetime ${DURATION} string.`, { permanentSessionLifetime: "7d" }],
    [`permanentSessionLifetime ${DURATION} Date.`, { permanentSessionLifetime: new Date() }],
    [
      `permanentSessionLifetime ${DURATION} Hours.`,
      { permanentSessionLifetime: new (class Hours {})() },
    ],
    [`refreshEachRequest ${DURATION} Map.`, { refreshEachRequest: new Map([["hours", 1]]) }],
    [`permanentSessionLifetime ${DURATION} object.`, { permanentSessionLifetime: null }],
    [
      `permanentSessionLifetime ${DURATION} Infinity seconds.`,
      { permanentSessionLifetime: { days: Number.POSITIVE_INFINITY } },
    ],
    [
      `permanentSessionLifetime ${DURATION} 31622400001 seconds.`,
      { permanentSessionLifetime: { seconds: 1000 * 366 * 86_400 + 1 } },
    ],
    [`refreshEachRequest ${DURATION} NaN seconds.`, { refreshEachRequest: Number.NaN }],
    [
      'refreshEachRequest expected true, false, seconds or parts of a duration, got "always".',
      { refreshEachRequest: "always" },
    ],
    [
      `refreshEachRequest ${DURATION} a part called "minute".`,
      { refreshEachRequest: { minute: 1 } },
    ],
    [`refreshEachRequest ${DURATION} object.`, { refreshEachRequest: null }],
  ],
  signing: [
    [`digestMethod ${DIGESTS} "SHA256".`, { digestMethod: "SHA256" }],
    [`digestMethod ${DIGESTS} "toString".`, { digestMethod: "toString" }],
    [`digestMethod ${DIGESTS} null.`, { digestMethod: null }],
    [`digestMethod ${DIGESTS} object.`, { digestMethod: {} }],
    [
      'digestMethodFallbacks expected a list of digests, got "sha1".',
      { digestMethodFallbacks: "sha1" },
    ],
    [
      `digestMethodFallbacks[1] ${DIGESTS} "sha-1".`,
      { digestMethodFallbacks: ["sha256", "sha-1"] },
    ],
    [`digestMethodFallbacks[0] ${DIGESTS} null.`, { digestMethodFallbacks: [undefined] }],
    [`${DERIVATIONS} "pbkdf2".`, { keyDerivation: "pbkdf2" }],
    [`${DERIVATIONS} a list.`, { keyDerivation: ["hmac"] }],
    ["salt expected text, got 5.", { salt: 5 }],
    [`${serializer} function.`, { serializer: JSON.parse }],
    [`${serializer} object.`, { serializer: { dumps: JSON.stringify } }],
    [
      "serializer.dumps expected to return text at once, got a promise.",
      { serializer: { dumps: () => Promise.reject(new Error("later")), loads: JSON.parse } },
    ],
    [
      "serializer.dumps expected to return text, got object.",
      { serializer: { dumps: () => new Uint8Array(2), loads: JSON.parse } },
    ],
    [
      "serializer.dumps expected to return text, got undefined.",
      { serializer: { dumps: () => {}, loads: JSON.parse } },
    ],
    [
      "serializer.loads expected to return a value at once, got a promise.",
      { serializer: { dumps: JSON.stringify, loads: () => Promise.reject(new Error("later")) } },
    ],
    [`${serializer} null.`, { serializer: null }],
  ],
  "the rest": [
    [
      "clockSkewSeconds expected seconds from 0 on, got Infinity.",
      { clockSkewSeconds: Number.POSITIVE_INFINITY },
    ],
    ['clockSkewSeconds expected seconds from 0 on, got "10".', { clockSkewSeconds: "10" }],
    ["clock expected a function, got object.", { clock: new Date() }],
    [
      "clock expected a function that returns milliseconds since 1970, got NaN.",
      { clock: () => Number.NaN },
    ],
    [
      "clock expected a function that returns milliseconds since 1970, got object.",
      { clock: () => new Date() },
    ],
    ["onReject expected a function, got true.", { onReject: true }],
    ["onDuplicate expected a function, got object.", { onDuplicate: {} }],
    ["onError expected a function, got null.", { onError: null }],
    ['allowWeakKey expected true or false, got "yes".', { allowWeakKey: "yes" }],
  ],
  "cookie.domain": [
    [`${DOMAIN} a URL. ${HOST_ALONE}`, { cookie: { domain: "https://example.com" } }],
    [`${DOMAIN} a URL. ${HOST_ALONE}`, { cookie: { domain: "http://localhost:3000" } }],
    [`${DOMAIN} a URL. ${HOST_ALONE}`, { cookie: { domain: "https:example.com" } }],
    [`${DOMAIN} a path after the name. ${HOST_ALONE}`, { cookie: { domain: "example.com/app" } }],
    [`${DOMAIN} a path after the name. ${HOST_ALONE}`, { cookie: { domain: "//example.com" } }],
    [`${DOMAIN} an "@". ${HOST_ALONE}`, { cookie: { domain: "user@example.com" } }],
    [`${DOMAIN} a single label, which browsers drop. ${HOST_ALONE}`, { cookie: { domain: "com" } }],
    [
      `${DOMAIN} an IP address, which has no hosts below it. ${HOST_ALONE}`,
      { cookie: { domain: "127.0.0.1" } },
    ],
    [
      `${DOMAIN} an IP address, which has no hosts below it. ${HOST_ALONE}`,
      { cookie: { domain: "[::1]" } },
    ],
    [`${DOMAIN} other text. ${HOST_ALONE}`, { cookie: { domain: "a_b.example" } }],
    [`${DOMAIN} other text. ${HOST_ALONE}`, { cookie: { domain: "a\r\nb.example" } }],
    [`${DOMAIN} other text. ${HOST_ALONE}`, { cookie: { domain: "..." } }],
  ],
  "the rest of cookie": [
    [
      'cookie.path expected a path that starts with "/", got other text.',
      { cookie: { path: "app" } },
    ],
    [
      'cookie.path expected a path that starts with "/", got a URL.',
      { cookie: { path: "https://example.com/app" } },
    ],
    ["cookie.path expected text, got number.", { cookie: { path: 5 } }],
    ["cookie.domain expected text, got object.", { cookie: { domain: {} } }],
    ["cookie.name expected text, got null.", { cookie: { name: null } }],
    [
      "cookie.name expected letters, digits and signs other than space, = and ;.",
      { cookie: { name: "" } },
    ],
    ["cookie.httpOnly expected true or false, got null.", { cookie: { httpOnly: null } }],
    ["cookie.partitioned expected true or false, got 1.", { cookie: { partitioned: 1 } }],
    ['cookie.secure expected true, false or "auto", got null.', { cookie: { secure: null } }],
    [
      'cookie.sameSite expected "Strict", "Lax", "None" or null, got true.',
      { cookie: { sameSite: true } },
    ],
    [`${COOKIE} string.`, { cookie: "sid" }],
    [`${COOKIE} null.`, { cookie: null }],
    [`${COOKIE} a list.`, { cookie: [] }],
    [`${COOKIE} a promise.`, { cookie: Promise.resolve({}) }],
  ],
};

describe.each(Object.entries(WRONG))("%s", (_, cases) => {
  test.each(cases)("%s", (message, options) => {
    expect(() => make(options)).toThrow(new SessionOptionsError(message));
  });
});

// Browsers compare the prefixes in any case, and say nothing when they drop a cookie.
describe.each(["__Host-s", "__host-s", "__HOST-s", "__Secure-s", "__SECURE-s", "__secure-s"])(
  "a cookie called %s",
  (name) => {
    const isHost = name.toLowerCase().startsWith("__host-");

    test.each([{}, { secure: false }, { secure: "auto" }])("with %j", (attributes) => {
      expect(() => make({ cookie: { name, ...attributes } })).toThrow(
        new SessionOptionsError(
          `cookie.secure expected true, because browsers drop a cookie with the name "${name}" without it.`,
        ),
      );
    });

    test.each([{ path: "/app" }, { domain: "example.com" }])("and %j", (attributes) => {
      const named = () => make({ cookie: { name, secure: true, ...attributes } });
      if (!isHost) expect(named()).toBeInstanceOf(SecureCookieSessionInterface);
      else
        expect(named).toThrow(
          new SessionOptionsError(
            `cookie "${name}" expected no domain and the path "/": browsers drop it otherwise.`,
          ),
        );
    });

    test.each([{}, { path: "/" }, { path: "" }, { path: null, domain: null }])(
      "secure, with %j",
      (attributes) => {
        const sessions = make({ cookie: { name, secure: true, ...attributes } });
        const session = sessions.openSession(undefined);
        session.set("a", 1);
        const headers = new Headers();
        sessions.saveSession(session, headers);
        expect(headers.get("set-cookie")?.replace(/=[^;]*/, "")).toBe(
          `${name}; Path=/; HttpOnly; Secure; SameSite=Lax`,
        );
      },
    );
  },
);

test.each<[string, string]>([
  [".example.com", "example.com"],
  ["example.com:3000", "example.com"],
  ["Bücher.example", "xn--bcher-kva.example"],
  ["localhost", "localhost"],
])("a domain %s is %s", (domain, written) => {
  const sessions = make({ cookie: { domain } });
  const session = sessions.openSession(undefined);
  session.set("a", 1);
  const headers = new Headers();
  sessions.saveSession(session, headers);
  expect(headers.get("set-cookie")?.replace(/^[^;]*/, "")).toBe(
    `; Domain=${written}; Path=/; HttpOnly; SameSite=Lax`,
  );
});
