import { CookieWriter } from "../http/index.ts";
import { own } from "../json/index.ts";
import { SessionOptionsError } from "../session/index.ts";
import { COOKIE_DEFAULTS } from "./defaults.ts";
import { refuseUnknownCookieOptions } from "./known-options.ts";
import type { CookieOptions } from "./options.ts";
import { isProduction, warnOnce } from "./production.ts";

/** The cookie's name, and its prepared writers for https and for http. */
export interface CookieSettings {
  readonly name: string;
  readonly secure: CookieWriter;
  readonly plain: CookieWriter;
  /** Whether to warn about a cookie without Secure: `"auto"` left it out in production. */
  readonly plainIsSuspect: boolean;
}

/** The writer for a request over https or http. */
export function writerOf(cookie: CookieSettings, isSecure: boolean | undefined): CookieWriter {
  if (isSecure) return cookie.secure;
  if (cookie.plainIsSuspect)
    warnOnce(
      'cookie.secure is "auto", and a request in production came over http, so the session cookie is ' +
        "sent without Secure. Behind a proxy that ends TLS, tell the framework to trust it; or pass " +
        "cookie: { secure: true }, or false to send it over http on purpose.",
      "DEWAR_PLAIN_HTTP",
    );
  return cookie.plain;
}

const SAME_SITES: readonly unknown[] = ["Strict", "Lax", "None", null];

function fail(message: string): never {
  throw new SessionOptionsError(message);
}

/**
 * An object's own cookie options.
 *
 * @throws {@link SessionOptionsError} if it is not an object, or has an unknown option
 */
export function ownCookieOptions(given: CookieOptions): CookieOptions {
  const got =
    typeof given !== "object"
      ? typeof given
      : given === null
        ? "null"
        : Array.isArray(given)
          ? "a list"
          : typeof (given as { then?: unknown }).then === "function"
            ? "a promise"
            : undefined;
  if (got !== undefined)
    fail(
      `cookie expected an object such as { name: "sid" }, or a function that returns one, got ${got}.`,
    );
  const options = own(given);
  refuseUnknownCookieOptions(options);
  return options;
}

/** @throws {@link SessionOptionsError} for a cookie that browsers would drop silently */
export function cookieSettings(given: CookieOptions): CookieSettings {
  const options = ownCookieOptions(given);
  const {
    name = COOKIE_DEFAULTS.name,
    domain,
    httpOnly = COOKIE_DEFAULTS.httpOnly,
    secure = COOKIE_DEFAULTS.secure,
    sameSite = COOKIE_DEFAULTS.sameSite,
    partitioned = COOKIE_DEFAULTS.partitioned,
  } = options;
  checkTypes(options);
  const path = options.path || COOKIE_DEFAULTS.path;
  if (!SAME_SITES.includes(sameSite))
    fail(
      `cookie.sameSite expected "Strict", "Lax", "None" or null, got ${JSON.stringify(sameSite)}.`,
    );
  if (secure !== true && secure !== false && secure !== "auto")
    fail(`cookie.secure expected true, false or "auto", got ${JSON.stringify(secure)}.`);
  const prefix = prefixOf(name);
  const needsSecure =
    sameSite === "None"
      ? 'sameSite "None"'
      : partitioned
        ? "partitioned"
        : prefix !== undefined
          ? `the name "${name}"`
          : undefined;
  if (needsSecure !== undefined && secure !== true)
    fail(
      `cookie.secure expected true, because browsers drop a cookie with ${needsSecure} without it.`,
    );
  if (prefix === "__host-" && (domain || path !== "/"))
    fail(`cookie "${name}" expected no domain and the path "/": browsers drop it otherwise.`);
  try {
    const attributes = { domain, path, httpOnly, sameSite, partitioned };
    const writer = (isSecure: boolean): CookieWriter =>
      new CookieWriter(name, { ...attributes, secure: isSecure });
    return {
      name,
      secure: writer(secure !== false),
      plain: writer(secure === true),
      plainIsSuspect: secure === "auto" && isProduction(),
    };
  } catch (error) {
    throw new SessionOptionsError((error as Error).message, { cause: error });
  }
}

/** The prefix of a name (RFC 6265bis), in lower case: browsers ignore case here. */
const prefixOf = (name: string): string | undefined =>
  /^__(?:host|secure)-/.exec(name.toLowerCase())?.[0];

function checkTypes({ name, domain, path, httpOnly, partitioned }: CookieOptions): void {
  for (const [option, value] of Object.entries({ name, domain, path })) {
    const isAbsent = value === undefined || (value === null && option !== "name");
    if (!isAbsent && typeof value !== "string")
      fail(`cookie.${option} expected text, got ${value === null ? "null" : typeof value}.`);
  }
  for (const [option, value] of Object.entries({ httpOnly, partitioned }))
    if (value !== undefined && typeof value !== "boolean")
      fail(`cookie.${option} expected true or false, got ${JSON.stringify(value)}.`);
}
