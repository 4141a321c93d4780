import { type AnySession, isSession, SessionOptionsError } from "../session/index.ts";
import { isAt, placeOfReferrer } from "./authority.ts";
import { type Check, type CheckedRequest, isExempt } from "./check.ts";
import { CSRFError } from "./error.ts";
import { type Fields, isForm, tokenIn } from "./form.ts";
import { idiomsOf, type Protection } from "./idioms.ts";
import { CSRF_OPTIONS, type CsrfOptions, checkedOptions } from "./options.ts";
import { metaTag } from "./template-helpers.ts";
import { CsrfTokens } from "./tokens.ts";

/** What {@link csrf} returns: the protection in each framework's own form, and its tokens. */
export interface CsrfProtection extends Protection {
  /** A token for a form of this session. Flask-WTF: `generate_csrf`. */
  generateCsrf(session: object): string;
  /** Checks a token that came in another way. @throws {@link CSRFError} */
  validateCsrf(session: object, data: unknown): void;
  /** `<meta name="csrf-token" content="...">`, from which scripts read the token. Flask-WTF: `csrf_meta_tag`. */
  csrfMetaTag(session: object): string;
}

/**
 * Protects requests that change something with Flask-WTF's tokens, in Flask-WTF's order: the form's
 * field `csrf_token`, else a field whose name ends with it, else the headers `X-CSRFToken` and
 * `X-CSRF-Token`; and over https the `Referer`. A refused request gets status 400.
 *
 * Put it after the session, and after what parses forms. Templates get `csrf_token()` and
 * `csrf_meta_tag()`, where {@link session} gives them `get_flashed_messages()`.
 *
 * Flask-WTF: `CSRFProtect`. Without a Flask application beside it, {@link crossOriginProtection} does
 * the same without a token.
 *
 * @param options - the key, and the rest of {@link CsrfOptions}
 * @returns the protection in each framework's own form
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts
 * import express from "express";
 * import { csrf } from "dewar/csrf";
 * import { session } from "dewar/express";
 *
 * const secretKey = process.env.SECRET_KEY;
 * const app = express();
 * app.use(express.urlencoded({ extended: false }));
 * app.use(session({ secretKey }));
 * app.use(csrf({ secretKey }).express);
 * ```
 */
export function csrf(options: CsrfOptions): CsrfProtection {
  const checked = checkedOptions(options, CSRF_OPTIONS, "csrf");
  const tokens = new CsrfTokens(checked);
  const generate = (session: object): string => tokens.generate(session as AnySession);
  return {
    ...idiomsOf(checkOf(checked, tokens), (own, session) =>
      generate(sessionOf(checked, own, session)),
    ),
    generateCsrf: generate,
    validateCsrf: (session, data) => tokens.validate(session as AnySession, data),
    csrfMetaTag: (session) => metaTag(generate(session)),
  };
}

function checkOf(options: CsrfOptions, tokens: CsrfTokens): Check {
  const { headers = HEADERS, sslStrict = true, exempt } = options;
  // Node and the fetch API write methods in capitals.
  const methods = (options.methods ?? METHODS).map((method) => method.toUpperCase());
  const names = headers.map((name) => name.toLowerCase());
  const finish = (request: CheckedRequest, fields: Fields): void => {
    const session = sessionOf(options, request.own, request.session);
    const inHeaders = () => names.map((name) => request.header(name)).find(Boolean);
    tokens.validate(session, tokenIn(fields, tokens.fieldName) ?? inHeaders());
    if (request.secure && sslStrict) checkReferrer(request);
  };
  return (request) => {
    if (!request.methods.some((method) => methods.includes(method))) return undefined;
    if (isExempt(exempt, request)) return undefined;
    if (isForm(request.header("content-type"))) return (fields) => finish(request, fields);
    finish(request, []);
    return undefined;
  };
}

const METHODS: readonly string[] = ["POST", "PUT", "PATCH", "DELETE"];
const HEADERS: readonly string[] = ["X-CSRFToken", "X-CSRF-Token"];

function checkReferrer(request: CheckedRequest): void {
  const referrer = request.header("referer");
  if (!referrer) throw new CSRFError("ERR_CSRF_REFERRER_MISSING");
  const place = placeOfReferrer(referrer);
  if (place?.scheme !== "https" || !isAt(place, request.hosts))
    throw new CSRFError("ERR_CSRF_REFERRER_MISMATCH");
}

function sessionOf({ session: find }: CsrfOptions, own: object, found: unknown): AnySession {
  const session = find === undefined ? found : find(own as never);
  if (isSession(session)) return session as unknown as AnySession;
  throw new SessionOptionsError(
    'csrf expected a session on the request under the name "session", got none. Put session(options) of ' +
      "the framework's adapter before it, or say where the session is: csrf({ session: (request) => ... }).",
  );
}
