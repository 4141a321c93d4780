import type { CookieAttributes } from "../http/index.ts";
import type {
  DigestMethod,
  KeyDerivation,
  SecretKey,
  TextSerializer,
} from "../itsdangerous/index.ts";
import type { Duration } from "./duration.ts";
import type { RejectReason } from "./types.ts";

/** The session's cookie. Browsers and servers read the attributes as RFC 6265bis says. */
export interface CookieOptions extends Omit<CookieAttributes, "secure"> {
  /** Its name. Default `"session"`. Flask: `SESSION_COOKIE_NAME`. */
  name?: string;
  /** Host and everything below it that gets the cookie. Default: this host alone. Flask: `SESSION_COOKIE_DOMAIN`. */
  domain?: string | null | undefined;
  /** Paths that get the cookie. Default `"/"`. Flask: `SESSION_COOKIE_PATH`. */
  path?: string;
  /** Keep the cookie from scripts. Default `true`. Flask: `SESSION_COOKIE_HTTPONLY`. */
  httpOnly?: boolean;
  /**
   * Send the cookie over https only. Default `"auto"`: where the request came over https, as the
   * framework sees it. Flask: `SESSION_COOKIE_SECURE`, default `False`.
   */
  secure?: boolean | "auto";
  /**
   * Requests from other sites that get the cookie. Default `"Lax"`: following a link. `null` leaves
   * it to the browser, as Flask does by default. Flask: `SESSION_COOKIE_SAMESITE`.
   */
  sameSite?: "Strict" | "Lax" | "None" | null;
  /** One cookie for each site that embeds this one. Default `false`. Flask: `SESSION_COOKIE_PARTITIONED`. */
  partitioned?: boolean;
}

/** What a session interface is made with. Every key but the secret has Flask's default, or a safer one. */
export interface SessionOptions {
  /**
   * Signs the cookies: text (taken as UTF-8) or bytes, at least 16 random ones. Without it
   * sessions can be read and not written. Flask: `SECRET_KEY`.
   */
  secretKey?: SecretKey | null | undefined;
  /**
   * Older keys that are still read, never used to sign; a cookie of theirs is signed anew. Places
   * that are `undefined` (an environment variable that is gone) are skipped. Default none. Flask: `SECRET_KEY_FALLBACKS`.
   */
  secretKeyFallbacks?: readonly (SecretKey | null | undefined)[] | null | undefined;
  /** How long a cookie is good, permanent or not: seconds or parts. Default `{ days: 31 }`. Flask: `PERMANENT_SESSION_LIFETIME`. */
  permanentSessionLifetime?: Duration;
  /**
   * Send the cookie of a permanent session with every response, so that it lasts from the last
   * visit on. A duration: only when the cookie is older than that, which keeps the other responses
   * cacheable. Default `true`. Flask: `SESSION_REFRESH_EACH_REQUEST`.
   */
  refreshEachRequest?: boolean | Duration;
  /** The cookie's name and attributes, or a function that gives them for a request of the framework. */
  cookie?: CookieOptions | ((request: never) => CookieOptions);
  /** The time in milliseconds since 1970. Default `Date.now`. */
  clock?: () => number;
  /** Seconds by which the clock of another host may be ahead. Default 10. Flask's is 0. */
  clockSkewSeconds?: number;
  /** Called with the reason when a cookie came that is not good; the session is empty then. */
  onReject?: (reason: RejectReason) => void;
  /**
   * Called with each error for which a session could not be opened or saved (too large, not
   * serialisable, a `cookie` function that gives what cannot be), and with the framework's own
   * request. The visitor gets an error page without a cookie. Default: a warning of the process, once
   * for each kind of error.
   */
  onError?: (error: unknown, request: never) => void;
  /** Keeps sessions apart from other things signed with the key. Default `"cookie-session"`. Flask: `salt`. */
  salt?: string;
  /** The digest of the signature. Default `"sha1"`, which is sound in HMAC. Flask: `digest_method`. */
  digestMethod?: DigestMethod;
  /** Digests of older cookies that are still read, and signed anew. Default none. */
  digestMethodFallbacks?: readonly DigestMethod[];
  /** How the signing key is made of the secret. Default `"hmac"`. Flask: `key_derivation`. */
  keyDerivation?: KeyDerivation;
  /** What turns the data into text. Default {@link TaggedJSONSerializer}. Flask: `serializer`. */
  serializer?: TextSerializer;
  /** Accept a short or well-known key, because another application has it. Default `false`. */
  allowWeakKey?: boolean;
}
