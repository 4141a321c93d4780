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
  memoizeCookieSettings,
  NOTHING_TO_SAY,
  ownRequestInfo,
  type RequestInfo,
  reportError,
  type SessionCommit,
  SessionInterface,
  type SessionOptions,
  toSeconds,
} from "../policy/index.ts";
import {
  isPermanent,
  MAX_COOKIE_BYTES,
  NullSessionError,
  type Session,
  type SessionData,
  SessionTooLargeError,
  sessionOver,
  stateOf,
} from "../session/index.ts";
import { CookieReader } from "./cookie-reader.ts";
import { CookieState } from "./cookie-state.ts";
import { makeSigningSerializer } from "./signing-serializer.ts";

// Without this limit a visitor could collect a megabyte of equal messages in one compressed cookie,
// and each request would take a tenth of a second to read it. Longer text is not compressed, so its
// cookie is too large and is refused.
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
  /** How long a cookie is valid, in seconds. Flask: `permanent_session_lifetime`. */
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
      const settingsOf = memoizeCookieSettings();
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
   * Signs and reads the cookie's value. Use it to forge a cookie in a test, or to read one outside HTTP.
   *
   * Flask: `get_signing_serializer`.
   *
   * @throws {@link NullSessionError} without a secret key
   */
  get signingSerializer(): URLSafeTimedSerializer {
    if (this.#signing === undefined) throw new NullSessionError();
    return this.#signing;
  }

  openSession(cookieHeader: string | null | undefined, given?: RequestInfo): Session<Data> {
    if (this.#reader === undefined) return this.makeNullSession();
    const info = ownRequestInfo(given);
    const cookie = this.#settingsFor(info.request);
    const state = new CookieState(this.#reader, cookieHeader, cookie, info);
    const session = sessionOver<Data>(state);
    if (info.keepFlashes) state.flashes.keep = true;
    return session;
  }

  override checkSession(session: Session<Data>): void {
    const state = stateOf(session);
    if (!(state instanceof CookieState) || !state.modified) return;
    const second = this.signingSerializer.signer.getTimestamp();
    const cookie = this.#cookieOf(session, state, NO_HEADERS);
    if (cookie !== undefined) state.checked = { cookie, mark: state.mark, second };
  }

  override isSame(session: object, request?: unknown): boolean {
    const state = stateOf(session);
    if (state.openedBy === this) return true;
    if (!(state instanceof CookieState)) return false;
    return state.name === this.#settingsFor(request).name;
  }

  override reportError(error: unknown, request?: unknown): void {
    reportError(this.#onError, error, request);
  }

  #settingsFor(request: unknown): CookieSettings {
    return typeof this.#cookie === "function" ? this.#cookie(request) : this.#cookie;
  }

  commit(session: Session<Data>, headers: HeadersLike): SessionCommit {
    const state = stateOf(session);
    if (!(state instanceof CookieState)) {
      if (this.isNullSession(session)) return NOTHING_TO_SAY;
      throw new TypeError("commit expected a session that openSession returned, got another.");
    }
    // Read first: a method that an application overrides may read the session.
    const { accessed } = state;
    const cookie = this.#checkedCookie(state) ?? this.#cookieOf(session, state, headers);
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
    const state = stateOf(session);
    if (state.modified) return true;
    const { status, timestamp = 0 } = state.opened;
    // Flask leaves a session that is only read under its old key, so that rotation never ends.
    if (state.accessed && status === "valid-old-key") return true;
    const ageSeconds = Math.floor(this.#clock() / 1000) - timestamp;
    return isPermanent(state) && ageSeconds >= this.#refreshAfterSeconds;
  }

  /**
   * When the browser drops the cookie: that of a permanent session after its lifetime, any other when
   * the browser closes (`undefined`).
   *
   * Flask: `get_expiration_time`.
   */
  getExpirationTime(session: Session<Data>): Date | undefined {
    if (!isPermanent(stateOf(session))) return undefined;
    return new Date(this.#clock() + this.permanentSessionLifetimeSeconds * 1000);
  }

  #cookieOf(
    session: Session<Data>,
    state: CookieState,
    headers: HeadersLike,
  ): SetCookie | undefined {
    const untouched = !state.accessed && this.#refreshAfterSeconds === Number.POSITIVE_INFINITY;
    if (untouched) return undefined;
    if (state.size === 0) return state.modified ? state.writer.delete() : undefined;
    if (!this.shouldSetCookie(session)) return undefined;
    const kept = state.payload;
    const isRefresh = kept !== undefined || !state.modified;
    if (isRefresh && mustStepBack(headers, state.name)) return undefined;
    const payload = kept ?? encodePayload(state.dumps(), MAX_COMPRESSED_BYTES);
    const value = this.signingSerializer.signer.sign(payload);
    // The time is read before the date is made, so that Max-Age is never a second short.
    const now = this.#clock();
    const cookie = state.writer.set(value, this.getExpirationTime(session), now);
    const { length } = cookie.line;
    if (length > MAX_COOKIE_BYTES) throw new SessionTooLargeError(length, state.sizes());
    return cookie;
  }

  /** The cookie of the check before the save, if it would be made again as it is. */
  #checkedCookie(state: CookieState): SetCookie | undefined {
    const { checked } = state;
    if (checked?.mark === undefined || checked.mark !== state.mark) return undefined;
    const isOfNow = checked.second === this.signingSerializer.signer.getTimestamp();
    return isOfNow ? checked.cookie : undefined;
  }
}

const NO_COOKIE: SessionCommit = { cookies: [], vary: true };
const NO_HEADERS: HeadersLike = { get: () => null, set: () => {}, append: () => {} };

/**
 * A refresh is left out where a shared cache could hand the cookie to other visitors, and where the
 * application has set or deleted the cookie itself. A later response sends it.
 */
const mustStepBack = (headers: HeadersLike, name: string): boolean =>
  isForSharedCaches(headers) || setsCookie(headers, name);
