/** What a session is: its data, what happened to it, flashed messages, its errors. @module */
export { assignSession, clearSession, closeSession, reopenSession, setOpenedBy } from "./attach.ts";
export {
  MAX_COOKIE_BYTES,
  NullSessionError,
  ReadonlySessionError,
  SessionCommittedError,
  SessionError,
  type SessionErrorCode,
  SessionOptionsError,
  SessionReplacedError,
  SessionTimeoutError,
  SessionTooLargeError,
  SessionUnavailableError,
} from "./errors.ts";
export { fillSession } from "./fill.ts";
export { FLASHES } from "./flash.ts";
export { changesOf, takeMessages, waitingMessages } from "./messages.ts";
export { type Opened, openedEmpty, openedWith } from "./opened.ts";
export { isSession, stateOf } from "./proxy.ts";
export { readonlySession } from "./readonly.ts";
export type { ReadonlySession } from "./readonly-types.ts";
export { isPermanent, Session, sessionOver } from "./session.ts";
export type { Flashed, SessionChanges } from "./session-changes.ts";
// With a star, so that `declare module "dewar" { interface SessionData }` finds the interface to merge into.
export type * from "./session-data.ts";
export { SessionState } from "./session-state.ts";
export type {
  AnyData,
  AnySession,
  DataOf,
  DuplicateContext,
  GetFlashedMessagesOptions,
  KeptRequestInfo,
  RejectContext,
  RejectReason,
  SessionMethods,
  SessionStatus,
} from "./types.ts";
