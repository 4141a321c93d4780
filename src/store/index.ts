/**
 * `dewar/store`: sessions on a server. A store keeps them under a digest of their id; the cookie holds
 * the id.
 * @module
 */
export type { ActiveSession } from "./active-sessions.ts";
export type {
  Changed,
  ChangeOptions,
  CreateOptions,
  EndOptions,
  Fields,
  ListedSession,
  Missing,
  ReadOptions,
  SessionChange,
  StoredSession,
  TripOptions,
} from "./contract.ts";
export {
  type Operation,
  SessionConflictError,
  SessionEndedError,
  SessionNotLoadedError,
  SessionStoreError,
} from "./errors.ts";
export { MemoryStore } from "./memory-store.ts";
export { SessionStore } from "./session-store.ts";
export { StoreSessionInterface } from "./store-session-interface.ts";
