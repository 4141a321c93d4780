/**
 * `dewar`: Flask's sessions for TypeScript. Each adapter has its own subpath, `dewar/express` and so
 * on; this module has what they share.
 * @module
 */

export { SecureCookieSessionInterface } from "./cookie/index.ts";
export type { CookieAttributes, HeadersLike, SetCookie } from "./http/index.ts";
export type {
  DigestMethod,
  KeyDerivation,
  SecretKey,
  TextSerializer,
} from "./itsdangerous/index.ts";
export {
  JSONDecodeError,
  JSONEncodeError,
  type JSONTag,
  Markup,
  TaggedJSONSerializer,
  Tuple,
  UUID,
} from "./json/index.ts";
export {
  type CookieOptions,
  configFromEnv,
  type Duration,
  type DurationParts,
  generateSecretKey,
  type RequestInfo,
  type RetiredKey,
  type SessionCommit,
  SessionInterface,
  type SessionOptions,
  type SessionPlace,
  type WhenUnavailable,
} from "./policy/index.ts";
export {
  type AnyData,
  type AnySession,
  changesOf,
  type DuplicateContext,
  type Flashed,
  fillSession,
  type GetFlashedMessagesOptions,
  NullSessionError,
  type ReadonlySession,
  ReadonlySessionError,
  type RejectContext,
  type RejectReason,
  readonlySession,
  Session,
  type SessionChanges,
  SessionCommittedError,
  SessionError,
  type SessionErrorCode,
  type SessionMethods,
  SessionOptionsError,
  SessionReplacedError,
  type SessionStatus,
  SessionTooLargeError,
} from "./session/index.ts";
// With a star, so that `declare module "dewar" { interface SessionData }` finds the interface to merge into.
export type * from "./session/session-data.ts";
