/** The `code` of every error that a session raises, so that TypeScript can check a `switch` for completeness. */
export type SessionErrorCode =
  | "ERR_SESSION"
  | "ERR_SESSION_COMMITTED"
  | "ERR_SESSION_CONFLICT"
  | "ERR_SESSION_ENDED"
  | "ERR_SESSION_FRAMEWORK_VERSION"
  | "ERR_SESSION_NOT_LOADED"
  | "ERR_SESSION_NOT_ON_REQUEST"
  | "ERR_SESSION_NULL"
  | "ERR_SESSION_OPTIONS"
  | "ERR_SESSION_OUTSIDE_OF_REQUEST_CONTEXT"
  | "ERR_SESSION_READONLY"
  | "ERR_SESSION_REPLACED"
  | "ERR_SESSION_STORE"
  | "ERR_SESSION_TIMEOUT"
  | "ERR_SESSION_TOO_LARGE"
  | "ERR_SESSION_UNAVAILABLE";

/** Base of the errors that a session raises. After `instanceof`, compare the `code` to find out which one it is. */
export interface SessionError extends Error {
  /** Stable name of the error, for programs. */
  readonly code: SessionErrorCode;
}

/** One of the errors: comparing its `code` narrows the type to its class, with its fields. */
type OneOfThem =
  | SessionTooLargeError
  | (SessionError & { readonly code: Exclude<SessionErrorCode, "ERR_SESSION_TOO_LARGE"> });

interface SessionErrorConstructor {
  /** @param message - what is wrong @param options - its cause */
  new (message?: string, options?: ErrorOptions): SessionError;
  // The type that `instanceof` narrows to.
  readonly prototype: OneOfThem;
}

class BaseError extends Error {
  static override readonly name = "SessionError";
  override name = "SessionError";
  readonly code: SessionErrorCode = "ERR_SESSION";
}

/** Base of the errors that a session raises. After `instanceof`, compare the `code` to find out which one it is. */
export const SessionError: SessionErrorConstructor =
  BaseError as unknown as SessionErrorConstructor;

/**
 * The session was written to without a secret key. Flask: the `RuntimeError` of `NullSession`.
 */
export class NullSessionError extends SessionError {
  override name = "NullSessionError";
  override readonly code = "ERR_SESSION_NULL";
  constructor() {
    super(
      "The session is unavailable because no secret key was set. Pass `secretKey`, 64 hex digits " +
        "that you make once and keep: node -e \"console.log(crypto.randomBytes(32).toString('hex'))\"",
    );
  }
}

/** The session was written to after its cookie had left with the response's headers. Flask loses the change silently. */
export class SessionCommittedError extends SessionError {
  override name = "SessionCommittedError";
  override readonly code = "ERR_SESSION_COMMITTED";
  constructor() {
    super(
      "The session was changed after the response's headers had been sent, so the change cannot " +
        "reach the browser. Change it before the first byte of the body is written.",
    );
  }
}

/** A read-only session was written to: there is no response here that could set its cookie. */
export class ReadonlySessionError extends SessionError {
  override name = "ReadonlySessionError";
  override readonly code = "ERR_SESSION_READONLY";
  /** @param reason - why, and where to write instead */
  constructor(reason: string) {
    super(`The session can only be read here. ${reason}`);
  }
}

/** The session was written to after `regenerate()` had replaced it, so the change would be lost. */
export class SessionReplacedError extends SessionError {
  override name = "SessionReplacedError";
  override readonly code = "ERR_SESSION_REPLACED";
  constructor() {
    super(
      "The session was changed after regenerate() had put a new one in its place. Take the session " +
        "from the request again: req.session, ctx.session.",
    );
  }
}

/** A session interface took too long to load or to save a session. Frameworks answer with its status. */
export class SessionTimeoutError extends SessionError {
  override name = "SessionTimeoutError";
  override readonly code = "ERR_SESSION_TIMEOUT";
  /** The status of the response: the visitor may try again. */
  readonly status = 503;
  /** The same, under the name that Fastify reads. */
  readonly statusCode = 503;
  /** @param hook - what took too long: `"load"`, `"persist"` @param seconds - how long it may take */
  constructor(hook: string, seconds: number) {
    super(
      `${hook} expected an answer within ${seconds} seconds, got none. Check whether the store can be ` +
        "reached, or raise the interface's waitSeconds.",
    );
  }
}

/** The session was written to although it could not be loaded, so that nobody knows what it holds. */
export class SessionUnavailableError extends SessionError {
  override name = "SessionUnavailableError";
  override readonly code = "ERR_SESSION_UNAVAILABLE";
  /** The status of the response: the visitor may try again. */
  readonly status = 503;
  /** The same, under the name that Fastify reads. */
  readonly statusCode = 503;
  constructor() {
    super(
      "The session was changed, but it could not be loaded, so the change cannot be saved. Read " +
        'session.status before: it is "unavailable" here.',
    );
  }
}

/** The cookie is larger than browsers keep. Flask sends it all the same, and the browser drops it silently. */
export class SessionTooLargeError extends SessionError {
  override name = "SessionTooLargeError";
  override readonly code = "ERR_SESSION_TOO_LARGE";
  /** Bytes of the whole cookie: name, value and attributes. */
  readonly cookieBytes: number;
  /** Bytes of JSON for each key of the session, the largest first. */
  readonly bytesByKey: Readonly<Record<string, number>>;

  /** @param cookieBytes - size of the cookie @param bytesByKey - size of each key's JSON */
  constructor(cookieBytes: number, bytesByKey: Record<string, number>) {
    const list = Object.entries(bytesByKey).map(([key, bytes]) => `${key}: ${bytes}`);
    super(
      `The session cookie has ${cookieBytes} bytes and browsers keep ${MAX_COOKIE_BYTES} at most. ` +
        `Bytes of JSON by key: ${list.join(", ")}. Keep large data on the server and its id here.`,
    );
    this.cookieBytes = cookieBytes;
    this.bytesByKey = bytesByKey;
  }
}

/** The size that every browser keeps: name, value and attributes together (RFC 6265 section 6.1). */
export const MAX_COOKIE_BYTES = 4096;

/** Wrong options, found when the session interface is made. */
export class SessionOptionsError extends SessionError {
  override name = "SessionOptionsError";
  override readonly code = "ERR_SESSION_OPTIONS";
}
