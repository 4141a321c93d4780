import { type HeadersLike, isForSharedCaches, type SetCookie, setsCookie } from "../http/index.ts";
import { encodePayload, type URLSafeTimedSerializer } from "../itsdangerous/index.ts";
import {
  type CookieOptions,
  type CookieSettings,
  checkOptions,
  cookieSettings,
  DEFAULTS,
  type ErrorReporter,
  keysOf,
  NOTHING_TO_SAY,
  ownFacts,
  type RequestFacts,
  rememberedSettings,
  reportError,
  type SessionCommit,
  SessionInterface,
  type SessionOptions,
  toSeconds,
} from "../policy/index.ts";
import {
  dictionaryOf,
  isPermanent,
  MAX_COOKIE_BYTES,
  NullSessionError,
  type Session,
  type SessionData,
  SessionTooLargeError,
  sessionOver,
} from "../session/index.ts";
import { CookieDictionary } from "./cookie-dictionary.ts";
import { CookieReader } from "./cookie-reader.ts";
import { makeSigningSerializer } from "./signing-serializer.ts";

// Without it a visitor could pile up a megabyte of equal messages in one cookie, and each request
// would take a tenth of a second to read it. Longer text is not compressed, so it is too large.
const MAX_COMPRESSED_BYTES = 1 << 16;

/**
 * Sessions in a signed cookie, in Flask's own format.
 *
 * Flask: `flask.sessions.SecureCookieSessionInterface`.
 *
 * @example
 * ```ts
 * import { generateSecretKey, SecureCookieSessionInterface } from "dewar";
 *
 * const sessions = new SecureCookieSessionInterface({ secretKey: generateSecretKey() });
 * const session = sessions.openSession(undefined);
 * session.visits = session.get("visits", 0) + 1;
 * const headers = new Headers();
 * sessions.saveSession(session, headers);
 * headers.get("set-cookie"); // session=eyJ2aXNpdHMiOjF9...; Path=/; HttpOnly; SameSite=Lax
 * ```
 */
export class SecureCookieSessionInterface<Data = SessionData> extends SessionInterface<Data> {
  /** How long a cookie is good, in seconds. Flask: `permanent_session_lifetime`. */
  readonly permanentSessionLifetimeSeconds: number;
  readonly #clock: () => number;
  readonly #refreshAfterSeconds: number;
  readonly #signing: URLSafeTimedSerializer | undefined;
  readonly #reader: CookieReader | undefined;
  readonly #cookie: CookieSettings | ((request: unknown) => CookieSettings);
  readonly #onError: ErrorReporter | undefined;

  /**
   * @param given - see {@link SessionOptions}
   * @throws {@link SessionOptionsError} for options that cannot be right
   */
  constructor(given: SessionOptions = {}) {
    super();
    const options = checkOptions(given);
    const {
      permanentSessionLifetime = DEFAULTS.permanentSessionLifetime,
      refreshEachRequest = DEFAULTS.refreshEachRequest,
      cookie = {},
    } = options;
    const maxAge = toSeconds(permanentSessionLifetime, "permanentSessionLifetime");
    this.permanentSessionLifetimeSeconds = maxAge;
    this.#clock = options.clock ?? Date.now;
    this.#onError = options.onError;
    this.#refreshAfterSeconds =
      refreshEachRequest === true
        ? 0
        : refreshEachRequest === false
          ? Number.POSITIVE_INFINITY
          : toSeconds(refreshEachRequest, "refreshEachRequest");
    if (typeof cookie === "function") {
      const settingsOf = rememberedSettings();
      const optionsFor = cookie as (request: unknown) => CookieOptions;
      this.#cookie = (request) => settingsOf(optionsFor(request));
    } else this.#cookie = cookieSettings(cookie);
    const keys = keysOf(options);
    if (keys !== undefined) {
      const { clockSkewSeconds = DEFAULTS.clockSkewSeconds, onReject, onDuplicate } = options;
      this.#signing = makeSigningSerializer(keys.keys, options);
      this.#reader = new CookieReader(this.#signing, {
        maxAge: Math.floor(maxAge),
        clockSkewSeconds,
        signedBefore: keys.signedBefore,
        onReject,
        onDuplicate,
      });
    }
  }

  /**
   * What signs and reads the cookie's value: to forge one in a test, or to read one outside HTTP.
   *
   * Flask: `get_signing_serializer`.
   *
   * @throws {@link NullSessionError} without a secret key
   */
  get signingSerializer(): URLSafeTimedSerializer {
    if (this.#signing === undefined) throw new NullSessionError();
    return this.#signing;
  }

  openSession(cookieHeader: string | null | undefined, given?: RequestFacts): Session<Data> {
    if (this.#reader === undefined) return this.makeNullSession();
    const facts = ownFacts(given);
    const cookie = this.#settingsFor(facts.request);
    const dictionary = new CookieDictionary(this.#reader, cookieHeader, cookie, facts);
    const session = sessionOver<Data>(dictionary);
    if (facts.unseen) dictionary.flashes.keep = true;
    return session;
  }

  override checkSession(session: Session<Data>): void {
    const dictionary = dictionaryOf(session);
    if (dictionary instanceof CookieDictionary && dictionary.modified)
      this.#cookieOf(session, dictionary, NO_HEADERS);
  }

  override isSame(session: object, request?: unknown): boolean {
    const dictionary = dictionaryOf(session);
    if (dictionary.openedBy === this) return true;
    if (!(dictionary instanceof CookieDictionary)) return false;
    return dictionary.name === this.#settingsFor(request).name;
  }

  override reportError(error: unknown, request?: unknown): void {
    reportError(this.#onError, error, request);
  }

  #settingsFor(request: unknown): CookieSettings {
    return typeof this.#cookie === "function" ? this.#cookie(request) : this.#cookie;
  }

  commit(session: Session<Data>, headers: HeadersLike): SessionCommit {
    const dictionary = dictionaryOf(session);
    if (!(dictionary instanceof CookieDictionary)) {
      if (this.isNullSession(session)) return NOTHING_TO_SAY;
      throw new TypeError("commit expected a session that openSession returned, got another.");
    }
    // Asked for first: what is overridden below may read the session.
    const { accessed } = dictionary;
    const cookie = this.#cookieOf(session, dictionary, headers);
    if (cookie !== undefined) return { cookies: [cookie], vary: true };
    return accessed ? NO_COOKIE : NOTHING_TO_SAY;
  }

  /**
   * Whether the response gets the cookie: the session changed, or is permanent and refreshed, or was
   * signed with an old key. Override it to send the cookie at other times.
   *
   * Flask: `should_set_cookie`.
   */
  shouldSetCookie(session: Session<Data>): boolean {
    const dictionary = dictionaryOf(session);
    if (dictionary.modified) return true;
    const { status, timestamp = 0 } = dictionary.opened;
    // Flask leaves a session that is only read under its old key, so that rotation never ends.
    if (dictionary.accessed && status === "valid-old-key") return true;
    const ageSeconds = Math.floor(this.#clock() / 1000) - timestamp;
    return isPermanent(dictionary) && ageSeconds >= this.#refreshAfterSeconds;
  }

  /**
   * When the browser shall drop the cookie: a permanent session's after its lifetime, any other's
   * with the browser (`undefined`).
   *
   * Flask: `get_expiration_time`.
   */
  getExpirationTime(session: Session<Data>): Date | undefined {
    if (!isPermanent(dictionaryOf(session))) return undefined;
    return new Date(this.#clock() + this.permanentSessionLifetimeSeconds * 1000);
  }

  #cookieOf(
    session: Session<Data>,
    dictionary: CookieDictionary,
    headers: HeadersLike,
  ): SetCookie | undefined {
    const untouched =
      !dictionary.accessed && this.#refreshAfterSeconds === Number.POSITIVE_INFINITY;
    if (untouched) return undefined;
    if (dictionary.size === 0) return dictionary.modified ? dictionary.writer.delete() : undefined;
    if (!this.shouldSetCookie(session)) return undefined;
    const kept = dictionary.payload;
    const isRefresh = kept !== undefined || !dictionary.modified;
    if (isRefresh && mustStepBack(headers, dictionary.name)) return undefined;
    const payload = kept ?? encodePayload(dictionary.dumps(), MAX_COMPRESSED_BYTES);
    const isSaveAlone = dictionary.checked === undefined && headers !== NO_HEADERS;
    const value = isSaveAlone
      ? this.signingSerializer.signer.sign(payload)
      : this.#signOnce(payload, dictionary);
    // Asked for the time before the date is made, so that what remains is never a second short.
    const now = this.#clock();
    const cookie = dictionary.writer.set(value, this.getExpirationTime(session), now);
    const { length } = cookie.line;
    if (length > MAX_COOKIE_BYTES) throw new SessionTooLargeError(length, dictionary.sizes());
    return cookie;
  }

  /** Signs for a check, and gives the save what that signed if nothing has changed since. */
  #signOnce(payload: string, dictionary: CookieDictionary): string {
    const { signer } = this.signingSerializer;
    const { checked } = dictionary;
    const second = signer.getTimestamp();
    if (checked?.payload === payload && checked.second === second) return checked.value;
    const value = signer.sign(payload);
    dictionary.checked = { payload, second, value };
    return value;
  }
}

const NO_COOKIE: SessionCommit = { cookies: [], vary: true };
const NO_HEADERS: HeadersLike = { get: () => null, set: () => {}, append: () => {} };

/**
 * A cookie that says nothing new can wait for another response: where a cache would hand it to
 * others, or where the application has set or deleted the cookie itself.
 */
const mustStepBack = (headers: HeadersLike, name: string): boolean =>
  isForSharedCaches(headers) || setsCookie(headers, name);
