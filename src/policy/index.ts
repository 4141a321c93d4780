/** When and how a cookie is sent: options and their checks, lifetimes, the session interface, the commit. @module */
export { checkOptions } from "./checks.ts";
export { commitOf, NOTHING_TO_SAY, type SessionCommit } from "./commit.ts";
export { type CookieSettings, cookieSettings, writerOf } from "./cookie-settings.ts";
export { DEFAULTS } from "./defaults.ts";
export { type Duration, type DurationParts, toSeconds } from "./duration.ts";
export { configFromEnv } from "./env.ts";
export { generateSecretKey } from "./generate-secret-key.ts";
export { type RequestInfo, SessionInterface } from "./interface.ts";
export { keysOf } from "./keys.ts";
export { isSessionOption } from "./known-options.ts";
export { memoizeCookieSettings } from "./memoize-cookie-settings.ts";
export { MissingKeyError } from "./missing-key.ts";
export type {
  CookieOptions,
  RetiredKey,
  SessionOptions,
  SessionPlace,
  WhenUnavailable,
} from "./options.ts";
export { ownRequestInfo } from "./own-request-info.ts";
export { isProduction, warnOnce } from "./production.ts";
export { isPromise } from "./promise.ts";
export { type ErrorReporter, reportError } from "./report-error.ts";
export { WELL_KNOWN_KEYS } from "./weak-keys.ts";
