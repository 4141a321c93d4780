import type { CookieAttributes } from "../http/index.ts";
import type {
  DigestMethod,
  KeyDerivation,
  SecretKey,
  TextSerializer,
} from "../itsdangerous/index.ts";
import type { DuplicateContext, RejectContext, RejectReason } from "../session/index.ts";
import type { Duration } from "./duration.ts";
import type { SessionInterface } from "./interface.ts";

/** The session's cookie. Browsers and servers read the attributes as RFC 6265bis says. */
export interface CookieOptions extends Omit<CookieAttributes, "secure"> {
  /** Its name. Default `"session"`. Flask: `SESSION_COOKIE_NAME`. */
  name?: string;
  /** The domain whose hosts all get the cookie. Default: this host alone. Flask: `SESSION_COOKIE_DOMAIN`. */
  domain?: string | null | undefined;
  /** Paths that get the cookie. Default `"/"`. Flask: `SESSION_COOKIE_PATH`. */
  path?: string | null | undefined;
  /** Hide the cookie from scripts. Default `true`. Flask: `SESSION_COOKIE_HTTPONLY`. */
  httpOnly?: boolean;
  /**
   * Send the cookie over https only. Default `"auto"`: where the request came over https, as the
   * framework sees it. Flask: `SESSION_COOKIE_SECURE`, default `False`.
   */
  secure?: boolean | "auto";
  /**
   * Which requests from other sites carry the cookie. Default `"Lax"`: only a visitor following a
   * link. `null` leaves the attribute out, as Flask does by default. Flask: `SESSION_COOKIE_SAMESITE`.
   */
  sameSite?: "Strict" | "Lax" | "None" | null;
  /** One cookie for each site that embeds this one. Default `false`. Flask: `SESSION_COOKIE_PARTITIONED`. */
  partitioned?: boolean;
}

/** A key that no longer signs, and the time when it stopped. */
export interface RetiredKey {
  /** The key. `undefined` (an environment variable that is gone) is skipped. */
  key: SecretKey | null | undefined;
  /**
   * When the last process stopped signing with it: a cookie that it signed in or after that second
   * is rejected as `"bad-signature"`. Someone who has the key can write an earlier time into a cookie, so
   * this does not make a leaked key safe: remove that one from the list.
   */
  signedBefore: Date;
}

/** What a request does while the store of its session is down. */
export type WhenUnavailable = "empty" | "log";

/** A place for sessions other than the cookie: a session store of `dewar/store`. */
export interface SessionPlace {
  /** The session interface that keeps sessions there. */
  sessionInterface<Data>(options: SessionOptions): SessionInterface<Data>;
}

/** Options of {@link SecureCookieSessionInterface}. All but the key have Flask's default, or a safer one. */
export interface SessionOptions {
  /**
   * Signs the cookies: text (taken as UTF-8) or bytes, at least 16 random ones. A missing or
   * `undefined` key is an error in production, and a warning in development. `null` means no key, on
   * purpose: sessions can then be read and not written. Flask: `SECRET_KEY`.
   */
  secretKey?: SecretKey | null | undefined;
  /**
   * Older keys that are still accepted and never sign. A cookie that one of them signed is re-signed
   * with `secretKey`. An entry that is `undefined` (an environment variable that is gone) is skipped.
   * Default none. Flask: `SECRET_KEY_FALLBACKS`.
   */
  secretKeyFallbacks?: readonly (SecretKey | RetiredKey | null | undefined)[] | null | undefined;
  /**
   * How long a cookie is valid, permanent or not: seconds or parts, up to 1000 years. A bare number
   * above 400 days gives a warning, since it is nearly always milliseconds. Default `{ days: 31 }`.
   * Flask: `PERMANENT_SESSION_LIFETIME`.
   */
  permanentSessionLifetime?: Duration;
  /**
   * Refreshes the cookie of a permanent session with every response, so that its lifetime starts over
   * at each visit. With a duration, only a cookie that is older is refreshed, and the other responses
   * stay cacheable. Default `true`. Flask: `SESSION_REFRESH_EACH_REQUEST`.
   */
  refreshEachRequest?: boolean | Duration;
  /** The cookie's name and attributes, or a function that gives them for a request of the framework. */
  cookie?: CookieOptions | ((request: never) => CookieOptions);
  /** The time in milliseconds since 1970. Default `Date.now`. */
  clock?: () => number;
  /** Seconds by which the clock of another host may be ahead. Default 10. Flask's is 0. */
  clockSkewSeconds?: number;
  /** Called with the reason, and the framework's request, when a request's session cookie is rejected; the session is empty then. */
  onReject?: (reason: RejectReason, context: RejectContext) => void;
  /**
   * Called when a request carries two or more valid session cookies that differ. The first one counts,
   * as in Flask. Another path or a sibling subdomain set the other one: it may be a leftover, or an
   * attacker's own session that hides the visitor's. A name that starts with `__Host-` prevents this.
   * Cookies after the first valid one are checked only if this option is set.
   */
  onDuplicate?: (context: DuplicateContext) => void;
  /**
   * Called with each error for which a session could not be opened or saved (too large, not
   * serialisable, a `cookie` function that returns wrong options), and with the framework's own
   * request. The visitor gets an error page without a cookie. Default: a process warning, once for
   * each kind of error.
   */
  onError?: (error: unknown, request: never) => void;
  /** Keeps sessions apart from other things signed with the same key. Default `"cookie-session"`. Flask: `salt`. */
  salt?: string;
  /** The digest of the signature. Default `"sha1"`, which is sound in HMAC. Flask: `digest_method`. */
  digestMethod?: DigestMethod;
  /** Digests of older cookies. Those cookies are still accepted, and re-signed. Default none. */
  digestMethodFallbacks?: readonly DigestMethod[];
  /** How the signing key is derived from the secret. Default `"hmac"`. Flask: `key_derivation`. */
  keyDerivation?: KeyDerivation;
  /** What turns the data into text. Default {@link TaggedJSONSerializer}. Flask: `serializer`. */
  serializer?: TextSerializer;
  /**
   * Keeps the sessions on a server: `redisStore(client)`, `new MemoryStore()`. The cookie holds an id then.
   * Default: the cookie holds the session.
   */
  store?: SessionPlace;
  /** How long a request waits for each trip to the store. Default 2 seconds. Only with `store`. */
  storeTimeout?: Duration;
  /**
   * What happens if the store is down, instead of an answer with the status 503. `"empty"`: a session that
   * cannot be read is empty, has the status `"unavailable"`, and cannot be written. `"log"`: changed keys that
   * cannot be saved are lost, and reported. A login, `regenerate()` and `clear()` always fail. Only with `store`.
   */
  whenUnavailable?: WhenUnavailable | readonly WhenUnavailable[];
  /** `"manual"`: a session is read from the store by `await session.reload()` alone. Only with `store`. */
  load?: "manual";
  /** Accept a short or well-known key, because another application has it. Default `false`. */
  allowWeakKey?: boolean;
}
