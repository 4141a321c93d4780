import { isProduction, warnOnce } from "../policy/index.ts";
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
} from "./contract.ts";
import { SessionStore } from "./session-store.ts";

/** A session; without fields, the grave of one. */
interface Entry {
  readonly fields: Fields | undefined;
  readonly owner: string | undefined;
  readonly expires: number;
}

// For each new session, so that what has expired goes away, and no request has much to do.
const SWEPT_AT_A_TIME = 20;

/**
 * Sessions in the memory of this process: for tests and development. They are gone when the process
 * ends, and another process does not see them.
 *
 * @example
 * ```ts
 * import { MemoryStore } from "dewar/store";
 * import { session } from "dewar/fetch";
 *
 * const secretKey = "0123456789abcdef0123456789abcdef";
 * const app = session({ secretKey, store: new MemoryStore() })((request, session) => {
 *   session.visits = session.get("visits", 0) + 1;
 *   return new Response(`${session.visits}`);
 * });
 * const response = await app(new Request("http://localhost/"));
 * await response.text(); // "1"
 * ```
 */
export class MemoryStore extends SessionStore {
  readonly name = "memory";
  readonly consistency = "atomic";
  readonly #entries = new Map<string, Entry>();

  constructor() {
    super();
    if (isProduction())
      warnOnce(
        "MemoryStore keeps sessions in the memory of one process, so they are gone when it ends. Use " +
          "a store that several processes share, such as redisStore of dewar/redis.",
        "DEWAR_MEMORY_STORE",
      );
  }

  async read(key: string, { extendMs }: ReadOptions = {}): Promise<StoredSession | Missing> {
    const entry = this.#find(key);
    if (entry?.fields === undefined) return missing(entry);
    const time = Date.now();
    if (extendMs === undefined) return { fields: entry.fields, time, leftMs: entry.expires - time };
    this.#entries.set(key, { ...entry, expires: time + extendMs });
    return { fields: entry.fields, time };
  }

  async create(key: string, fields: Fields, { ttlMs, owner }: CreateOptions): Promise<boolean> {
    this.#sweepSome();
    const taken = this.#find(key);
    if (taken !== undefined) return isSame(taken.fields, fields);
    this.#entries.set(key, { fields: new Map(fields), owner, expires: Date.now() + ttlMs });
    return true;
  }

  async change(key: string, change: SessionChange, options: ChangeOptions): Promise<Changed> {
    const { ttlMs, owner, before = Number.POSITIVE_INFINITY } = options;
    if (Date.now() > before) return "late";
    const entry = this.#find(key);
    if (entry?.fields === undefined) return missing(entry);
    const { set, remove, expect = new Map() } = change;
    for (const [field, text] of expect)
      if (entry.fields.get(field) !== text) return { conflict: field };
    const fields = new Map(entry.fields);
    for (const field of remove) fields.delete(field);
    for (const [field, text] of set) fields.set(field, text);
    const newOwner = owner === undefined ? entry.owner : (owner ?? undefined);
    this.#entries.set(key, { fields, owner: newOwner, expires: Date.now() + ttlMs });
    return "saved";
  }

  async end(key: string, { graveMs = 0 }: EndOptions = {}): Promise<void> {
    const entry = this.#find(key);
    if (entry?.fields === undefined) return;
    if (graveMs === 0) this.#entries.delete(key);
    else
      this.#entries.set(key, {
        fields: undefined,
        owner: undefined,
        expires: Date.now() + graveMs,
      });
  }

  override async list(owner: string): Promise<readonly ListedSession[]> {
    const now = Date.now();
    return [...this.#entries].flatMap(([key, entry]) =>
      entry.owner === owner && entry.fields !== undefined && entry.expires > now
        ? [{ key, fields: entry.fields }]
        : [],
    );
  }

  override async sweep(limit: number): Promise<number> {
    const now = Date.now();
    let swept = 0;
    for (const [key, { expires }] of this.#entries) {
      if (swept >= limit) break;
      if (expires > now) continue;
      this.#entries.delete(key);
      swept++;
    }
    return swept;
  }

  /** The entry, if it has not expired. */
  #find(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expires > Date.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  /** Looks at the oldest entries; what is still live goes to the end, to be looked at last. */
  #sweepSome(): void {
    const now = Date.now();
    let looked = 0;
    for (const [key, entry] of this.#entries) {
      if (++looked > SWEPT_AT_A_TIME) return;
      this.#entries.delete(key);
      if (entry.expires > now) this.#entries.set(key, entry);
    }
  }
}

const missing = (entry: Entry | undefined): Missing => (entry === undefined ? "gone" : "replaced");

const isSame = (a: Fields | undefined, b: Fields): boolean =>
  a !== undefined && a.size === b.size && [...b].every(([field, text]) => a.get(field) === text);
