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
export { SessionStore } from "./session-store.ts";
