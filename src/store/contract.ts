/**
 * What a session holds, as texts. `:name` is the JSON text of the value of a key, as it would stand in
 * a cookie. `!` begins the name of a flashed message. No name begins with `.`, so a store may keep
 * fields of its own under such names.
 */
export type Fields = ReadonlyMap<string, string>;

/** What a store has under a key. */
export interface StoredSession {
  readonly fields: Fields;
  /** When it was read, in milliseconds since 1970, by the clock that the store compares `before` with. */
  readonly time: number;
  /** How long it is still kept, in milliseconds, where the read did not extend it. */
  readonly leftMs?: number | undefined;
  /** Anything the store wants to have back with the next change: a version, the record as it was read. */
  readonly token?: unknown;
}

/** What a request changed. The same change may arrive twice, and then has no other effect. */
export interface SessionChange {
  readonly set: Fields;
  readonly remove: readonly string[];
  /** Change nothing unless these fields still have these texts; `undefined`: are not there. */
  readonly expect?: ReadonlyMap<string, string | undefined>;
}

/** Why there is no session. `"replaced"`: its visitor was given another one a moment ago. */
export type Missing = "gone" | "replaced";

/**
 * What became of a change. `"late"`: it arrived after its `before`, and nothing was changed.
 * `conflict`: the first field that did not have the expected text.
 */
export type Changed = "saved" | "late" | Missing | { readonly conflict: string };

/** Options of every trip to a store. */
export interface TripOptions {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of `read` of a session store. */
export interface ReadOptions extends TripOptions {
  /** Keep the session for so many milliseconds from now on, if that costs no second trip. */
  readonly extendMs?: number | undefined;
}

/** Options of `create` of a session store. */
export interface CreateOptions extends TripOptions {
  /** How long to keep the session, in milliseconds from now on. */
  readonly ttlMs: number;
  /** Whose session it is, for `list`. */
  readonly owner?: string | undefined;
}

/** Options of `change` of a session store. */
export interface ChangeOptions extends TripOptions {
  /** How long to keep the session, in milliseconds from now on. */
  readonly ttlMs: number;
  /** Whose session it is from now on; `null`: nobody's; `undefined`: as before. */
  readonly owner?: string | null | undefined;
  /** What the last {@link StoredSession.token} was. */
  readonly token?: unknown;
  /**
   * The last moment at which the change may be made, by the clock of {@link StoredSession.time}.
   * A request that has given up must not overwrite what came after it.
   */
  readonly before?: number | undefined;
}

/** Options of `end` of a session store. */
export interface EndOptions extends TripOptions {
  /** For so many milliseconds, answer `"replaced"` instead of `"gone"`. Default 0. */
  readonly graveMs?: number | undefined;
}

/** A session in the list of an owner. */
export interface ListedSession {
  readonly key: string;
  readonly fields: Fields;
}

/** What a session store does. Every method is one atomic step, and one trip where the store allows it. */
export interface StoreMethods {
  /** For errors and telemetry: `"redis"`. */
  readonly name: string;
  /**
   * What it promises to requests that run at the same time. `"atomic"`: no change of another key is lost.
   * `"compare"`: the same, with retries. `"weak"`: a change may be lost between two processes.
   */
  readonly consistency: "atomic" | "compare" | "weak";
  /** What is kept under a key, unless it has expired. */
  read(key: string, options?: ReadOptions): Promise<StoredSession | Missing>;
  /** Begins a session; `false`: the key is taken, unless it has just these fields. */
  create(key: string, fields: Fields, options: CreateOptions): Promise<boolean>;
  /** Changes a session that is there, and never creates one. A change of nothing only extends it. */
  change(key: string, change: SessionChange, options: ChangeOptions): Promise<Changed>;
  /** Ends a session, if there is one. */
  end(key: string, options?: EndOptions): Promise<void>;
  /** The live sessions of an owner. Leave it out if the store cannot tell. */
  list?(owner: string, options?: TripOptions): Promise<readonly ListedSession[]>;
  /**
   * Removes at most so many expired sessions, and returns how many it removed. Leave it out if the store
   * removes them itself.
   */
  sweep?(limit: number): Promise<number>;
}
