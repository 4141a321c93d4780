import { constantTimeEqual, digest, randomBytes } from "#platform";
import { BadData, SignatureExpired, URLSafeTimedSerializer } from "../itsdangerous/index.ts";
import { JSONEncodeError } from "../json/index.ts";
import { keysOf, toSeconds } from "../policy/index.ts";
import { type AnySession, SessionOptionsError } from "../session/index.ts";
import { CSRFError } from "./error.ts";
import { type CsrfTokenOptions, checkedOptions, TOKEN_OPTIONS } from "./options.ts";

const ONE_HOUR = 3600;

/** Makes and checks Flask-WTF's tokens. */
export class CsrfTokens {
  readonly fieldName: string;
  readonly #serializer: URLSafeTimedSerializer | undefined;
  /** For each key, the second since 1970 before which it signed, if there is one. */
  readonly #signedBefore: readonly (number | undefined)[];
  readonly #maxAge: number | null;

  /** @throws {@link SessionOptionsError} for a wrong key or time limit */
  constructor(options: CsrfTokenOptions) {
    const { fieldName = "csrf_token", timeLimit = ONE_HOUR, clock } = options;
    const keys = keysOf(options);
    this.fieldName = fieldName;
    this.#maxAge = timeLimit === null ? null : toSeconds(timeLimit, "timeLimit");
    this.#signedBefore = keys?.signedBefore ?? [];
    this.#serializer =
      keys &&
      new URLSafeTimedSerializer(keys.keys, {
        salt: "wtf-csrf-token",
        ...(clock && { signerOptions: { clock } }),
      });
  }

  /** A token for a form of this session. The first one writes the session. */
  generate(session: AnySession): string {
    const serializer = this.#signing();
    const { fieldName } = this;
    if (!session.has(fieldName)) session.set(fieldName, newRaw());
    try {
      return serializer.dumps(session.get(fieldName));
    } catch (error) {
      // Another program's value under this name, such as bytes, which JSON does not have.
      if (!(error instanceof JSONEncodeError)) throw error;
      session.set(fieldName, newRaw());
      return serializer.dumps(session.get(fieldName));
    }
  }

  /** @throws {@link CSRFError} with the first of Flask-WTF's reasons that holds */
  validate(session: AnySession, data: unknown): void {
    const serializer = this.#signing();
    if (!data) throw new CSRFError("ERR_CSRF_TOKEN_MISSING");
    if (!session.has(this.fieldName)) throw new CSRFError("ERR_CSRF_SESSION_TOKEN_MISSING");
    const signed = this.#read(serializer, data);
    const expected: unknown = session.get(this.fieldName);
    // Only text can be equal. Flask-WTF's comparison raises a TypeError for anything else.
    if (typeof signed !== "string" || typeof expected !== "string" || !isSame(signed, expected))
      throw new CSRFError("ERR_CSRF_TOKEN_MISMATCH");
  }

  #read(serializer: URLSafeTimedSerializer, data: unknown): unknown {
    if (typeof data !== "string") throw new CSRFError("ERR_CSRF_TOKEN_INVALID");
    try {
      const parts = serializer.unsignParts(data, { maxAge: this.#maxAge });
      const signedBefore = this.#signedBefore[parts.keyIndex];
      if (signedBefore !== undefined && parts.timestamp >= signedBefore)
        throw new CSRFError("ERR_CSRF_TOKEN_INVALID");
      return serializer.loadPayload(parts.value);
    } catch (error) {
      if (error instanceof SignatureExpired)
        throw new CSRFError("ERR_CSRF_TOKEN_EXPIRED", { cause: error });
      if (error instanceof BadData) throw new CSRFError("ERR_CSRF_TOKEN_INVALID", { cause: error });
      throw error;
    }
  }

  // Not when the options are read: Astro loads its middleware to build, on a machine without secrets.
  #signing(): URLSafeTimedSerializer {
    if (this.#serializer !== undefined) return this.#serializer;
    throw new SessionOptionsError(
      "A secret key is required to use CSRF. secretKey expected the session's key or one of its own, got " +
        "none: pass { secretKey: process.env.SECRET_KEY }.",
    );
  }
}

/** 40 hex digits, as Flask-WTF makes them. */
const newRaw = (): string =>
  Array.from(digest("sha1", randomBytes(64)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );

const isSame = (a: string, b: string): boolean => a.length === b.length && constantTimeEqual(a, b);

const tokensOf = (options: CsrfTokenOptions, caller: string): CsrfTokens =>
  new CsrfTokens(checkedOptions(options, TOKEN_OPTIONS, caller));

/**
 * A token for a form of this session, as Flask-WTF makes it. The first call in a session writes 40 hex
 * digits into it, so the page has to be one that may set a cookie.
 *
 * Flask-WTF: `generate_csrf`.
 *
 * @param session - the visitor's session
 * @param options - the key, and the rest of {@link CsrfTokenOptions}
 * @returns the text for a hidden field `csrf_token`, or for the header `X-CSRFToken`
 * @throws {@link SessionOptionsError} without a key, or for wrong options
 * @example
 * ```ts
 * import { Session } from "dewar";
 * import { generateCsrf } from "dewar/csrf";
 *
 * const secretKey = "0d6fa1b7b2a94b0e8f1d62c3";
 * const token = generateCsrf(new Session(), { secretKey });
 * const field = `<input type="hidden" name="csrf_token" value="${token}">`;
 * ```
 */
export function generateCsrf(session: object, options: CsrfTokenOptions): string {
  return tokensOf(options, "generateCsrf").generate(session as AnySession);
}

/**
 * Checks a token against the session it has to belong to.
 *
 * Flask-WTF: `validate_csrf`.
 *
 * @param session - the visitor's session
 * @param data - what the form or the header brought
 * @param options - the same as of {@link generateCsrf}
 * @throws {@link CSRFError} if it is missing, too old, changed, or of another session
 * @throws {@link SessionOptionsError} without a key, or for wrong options
 * @example
 * ```ts
 * import { Session } from "dewar";
 * import { generateCsrf, validateCsrf } from "dewar/csrf";
 *
 * const options = { secretKey: "0d6fa1b7b2a94b0e8f1d62c3" };
 * const session = new Session();
 * validateCsrf(session, generateCsrf(session, options), options); // nothing is thrown
 * ```
 */
export function validateCsrf(session: object, data: unknown, options: CsrfTokenOptions): void {
  tokensOf(options, "validateCsrf").validate(session as AnySession, data);
}
