/** The session: the dictionary, flashed messages, options, and the interfaces that open and save it. @module */
export type { SessionCommit } from "./commit.ts";
export type { Duration, DurationParts } from "./duration.ts";
export { configFromEnv } from "./env.ts";
export {
  NullSessionError,
  ReadonlySessionError,
  SessionCommittedError,
  SessionError,
  type SessionErrorCode,
  SessionOptionsError,
  SessionReplacedError,
  SessionTooLargeError,
} from "./errors.ts";
export { generateSecretKey } from "./generate-secret-key.ts";
export { type RequestFacts, SessionInterface } from "./interface.ts";
export type { CookieOptions, RetiredKey, SessionOptions } from "./options.ts";
export { readonlySession } from "./readonly.ts";
export type {
  AnyReadonlySession,
  ReadonlySession,
  ReadonlySessionMethods,
  WriteRefused,
} from "./readonly-types.ts";
export { SecureCookieSessionInterface } from "./secure-cookie.ts";
export { Session, type SessionConstructor } from "./session.ts";
// With a star, so that `declare module "dewar" { interface SessionData }` finds what to merge into.
export type * from "./session-data.ts";
export type {
  AnyData,
  AnySession,
  DataOf,
  DuplicateContext,
  GetFlashedMessagesOptions,
  RejectContext,
  RejectReason,
  ReservedName,
  SessionCallback,
  SessionMethods,
  SessionOrigin,
  SessionStatus,
} from "./types.ts";
