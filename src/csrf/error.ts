/** The `code` of a {@link CSRFError}, so that TypeScript can check a `switch` for completeness. */
export type CSRFErrorCode =
  | "ERR_CSRF_CROSS_ORIGIN"
  | "ERR_CSRF_REFERRER_MISMATCH"
  | "ERR_CSRF_REFERRER_MISSING"
  | "ERR_CSRF_SESSION_TOKEN_MISSING"
  | "ERR_CSRF_TOKEN_EXPIRED"
  | "ERR_CSRF_TOKEN_INVALID"
  | "ERR_CSRF_TOKEN_MISMATCH"
  | "ERR_CSRF_TOKEN_MISSING";

// Flask-WTF's own words, which its users search for, and the tests of a Flask application compare.
const MESSAGES: Readonly<Record<CSRFErrorCode, string>> = {
  ERR_CSRF_TOKEN_MISSING: "The CSRF token is missing.",
  ERR_CSRF_SESSION_TOKEN_MISSING: "The CSRF session token is missing.",
  ERR_CSRF_TOKEN_EXPIRED: "The CSRF token has expired.",
  ERR_CSRF_TOKEN_INVALID: "The CSRF token is invalid.",
  ERR_CSRF_TOKEN_MISMATCH: "The CSRF tokens do not match.",
  ERR_CSRF_REFERRER_MISSING: "The referrer header is missing.",
  ERR_CSRF_REFERRER_MISMATCH: "The referrer does not match the host.",
  ERR_CSRF_CROSS_ORIGIN:
    "This request was sent from another site. Send it from a page of this one.",
};

/**
 * A request was refused, because a page of another site may have sent it. Its message may be shown to
 * the visitor. Error handlers of Express, Koa, Fastify and Hono get it.
 *
 * Flask-WTF: `CSRFError`.
 */
export class CSRFError extends Error {
  override name = "CSRFError";
  /** Stable name of the reason, for programs. */
  readonly code: CSRFErrorCode;
  /** 403 for a request from another origin, else 400 as in Flask-WTF. */
  readonly status: 400 | 403;
  /** The same, under the name that Fastify and Express read. */
  readonly statusCode: 400 | 403;
  /** Tells Koa that visitors may read the message. */
  readonly expose = true;

  /** @param code - the reason @param options - its cause */
  constructor(code: CSRFErrorCode, options?: ErrorOptions) {
    super(MESSAGES[code], options);
    this.code = code;
    this.status = code === "ERR_CSRF_CROSS_ORIGIN" ? 403 : 400;
    this.statusCode = this.status;
  }

  /** The answer if there is no error page: the message as plain text. Hono calls it, too. */
  getResponse(): Response {
    return new Response(this.message, {
      status: this.status,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  }
}
