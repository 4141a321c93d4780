import type { SessionOptions } from "../policy/index.ts";
import type { SessionData } from "../session/index.ts";
import type {
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
  StoreMethods,
  TripOptions,
} from "./contract.ts";
import { StoreSessionInterface } from "./store-session-interface.ts";

/**
 * A place on a server that keeps sessions. Every method is one atomic step, and one trip where the
 * store allows it. A key is a digest of a session's id, so that nobody who reads the store can
 * become a visitor. A key is never used again for another session.
 *
 * A store of your own extends it, and passes `storeContract` of `dewar/testing`.
 *
 * @example
 * ```ts
 * import { MemoryStore, type SessionStore } from "dewar/store";
 *
 * const store: SessionStore = new MemoryStore();
 * await store.create("a key", new Map([[":username", '"alice"']]), { ttlMs: 60_000 });
 * const stored = await store.read("a key");
 * typeof stored === "object" && stored.fields.get(":username"); // "alice"
 * ```
 */
export abstract class SessionStore implements StoreMethods {
  /** For errors and telemetry: `"redis"`. */
  abstract readonly name: string;
  /**
   * What it promises to requests that run at the same time. `"atomic"`: no change of another key is lost.
   * `"compare"`: the same, with retries. `"weak"`: a change may be lost between two processes.
   */
  abstract readonly consistency: "atomic" | "compare" | "weak";
  /** What is kept under a key, unless it has expired. */
  abstract read(key: string, options?: ReadOptions): Promise<StoredSession | Missing>;
  /** Begins a session; `false`: the key is taken, unless it has just these fields. */
  abstract create(key: string, fields: Fields, options: CreateOptions): Promise<boolean>;
  /** Changes a session that is there, and never creates one. A change of nothing only extends it. */
  abstract change(key: string, change: SessionChange, options: ChangeOptions): Promise<Changed>;
  /** Ends a session, if there is one. */
  abstract end(key: string, options?: EndOptions): Promise<void>;
  /** The live sessions of an owner. Leave it out if the store cannot tell. */
  list?(owner: string, options?: TripOptions): Promise<readonly ListedSession[]>;
  /**
   * Removes at most so many expired sessions, and returns how many it removed. Leave it out if the store
   * removes them itself.
   */
  sweep?(limit: number): Promise<number>;

  /**
   * The session interface that keeps sessions here. Adapters call it for the option `store`. Call it
   * yourself where you need what only a store can do, such as `transact`.
   *
   * @param options - `secretKey` and so on; `store` can be left out
   * @throws {@link SessionOptionsError} for options that cannot be right
   */
  sessionInterface<Data = SessionData>(options: SessionOptions): StoreSessionInterface<Data> {
    return new StoreSessionInterface<Data>({ ...options, store: this });
  }
}
