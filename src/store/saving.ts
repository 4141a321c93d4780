import { SessionStoreError } from "./errors.ts";
import { type FieldChanges, fieldOfKey, holdData } from "./fields.ts";
import { keyOfId, newId } from "./ids.ts";
import type { StoreState } from "./store-state.ts";
import type { Trips } from "./trips.ts";

/** How long a request that comes with the id of a session that was regenerated finds `"replaced"`. */
const GRAVE_MS = 60_000;
// What is extended at each visit would be written at each visit.
const WORTH_EXTENDING = 0.9;
/** Flask-Login's key: whose session it is. */
const USER_ID = "_user_id";

/** A save that is under way. */
export interface Save {
  /**
   * What it does. A `"change"` of keys may be lost if the application says so, and an `"extension"` can be
   * made by the next request. Anything else may not be announced if it failed.
   */
  readonly what: "change" | "extension" | "all";
  readonly done: Promise<void>;
}

/** Brings what has changed in a session to its store. */
export class Saving {
  readonly #trips: Trips;
  readonly #ttlMs: number;
  readonly #extends: boolean;

  constructor(trips: Trips, ttlMs: number, extendsAtVisits: boolean) {
    this.#trips = trips;
    this.#ttlMs = ttlMs;
    this.#extends = extendsAtVisits;
  }

  /** Begins to save; `undefined` if there is nothing to do. */
  of(state: StoreState, signal: AbortSignal | undefined): Save | undefined {
    const { saving } = state;
    // Two saves of one request come one after the other.
    if (saving !== undefined)
      return { what: "all", done: saving.then(() => this.of(state, signal)?.done) };
    const save = this.#begin(state, signal);
    if (save === undefined) return undefined;
    const done = save.done.finally(() => {
      state.saving = undefined;
    });
    state.saving = done.catch(() => {});
    return { ...save, done };
  }

  #begin(state: StoreState, signal: AbortSignal | undefined): Save | undefined {
    const { id } = state;
    if (state.isDropped) return undefined;
    if (!state.modified) return id === undefined ? undefined : this.#extend(state, id, signal);
    if (id !== undefined && !state.isCleared)
      return { what: "change", done: this.#change(state, id, signal) };
    const all = state.allFields;
    const old = id ?? state.replaces;
    if (holdData(all.set)) return { what: "all", done: this.#create(state, all, old, signal) };
    if (old !== undefined) return { what: "all", done: this.#end(state, old, signal) };
    state.send();
    // Who came without a cookie has none to lose.
    if (state.hasCookie) state.cookie = "delete";
    state.ended();
    return undefined;
  }

  #extend(state: StoreState, id: string, signal: AbortSignal | undefined): Save | undefined {
    const { leftMs } = state;
    if (!this.#extends || leftMs === undefined || leftMs > this.#ttlMs * WORTH_EXTENDING)
      return undefined;
    state.leftMs = undefined;
    const nothing = { set: new Map<string, string>(), remove: [] };
    const options = { ttlMs: this.#ttlMs, token: state.token, signal };
    const extending = this.#trips.change(keyOfId(id), nothing, options, state.readTime);
    const done = extending.then((answer) => {
      // Another request has ended it since: its cookie must not be refreshed.
      if (answer === "gone" || answer === "replaced") state.isDropped = true;
    });
    return { what: "extension", done };
  }

  async #change(state: StoreState, id: string, signal: AbortSignal | undefined): Promise<void> {
    const changes = state.fieldChanges;
    const options = {
      ttlMs: this.#ttlMs,
      token: state.token,
      owner: newOwner(state, changes),
      signal,
    };
    const takeBack = state.send();
    try {
      const answer = await this.#changeInTime(state, keyOfId(id), changes, options);
      if (answer === "saved") {
        state.saved(changes);
        state.cookie = "write";
      } else if (answer === "gone" || answer === "replaced") {
        takeBack();
        state.isDropped = true;
      } else throw new SessionStoreError(this.#trips.store.name, "change", "took too long");
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  /** The store says again what time it is where that is not known, or where clocks have drifted apart. */
  async #changeInTime(
    state: StoreState,
    key: string,
    changes: FieldChanges,
    options: Parameters<Trips["change"]>[2],
  ): ReturnType<Trips["change"]> {
    for (const isLast of [false, true]) {
      if (state.readTime === undefined) {
        const read = await this.#trips.read(key, undefined, options.signal);
        if (typeof read === "string") return read;
        state.readTime = read;
        state.token = read.token;
      }
      const { token } = state;
      const answer = await this.#trips.change(key, changes, { ...options, token }, state.readTime);
      if (answer !== "late" || isLast) return answer;
      state.readTime = undefined;
    }
    return "late";
  }

  async #create(
    state: StoreState,
    all: FieldChanges,
    old: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const options = { ttlMs: this.#ttlMs, owner: ownerOf(state) ?? undefined, signal };
    const id = newId();
    const takeBack = state.send();
    try {
      if (!(await this.#trips.create(keyOfId(id), all.set, options)))
        throw new SessionStoreError(this.#trips.store.name, "create", "its new key was taken");
      if (old !== undefined) await this.#endOld(old, id, signal);
    } catch (error) {
      takeBack();
      throw error;
    }
    state.created(id, all);
    state.cookie = "write";
  }

  async #endOld(old: string, created: string, signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.#trips.end(keyOfId(old), { graveMs: GRAVE_MS, signal });
    } catch (error) {
      // Nobody gets this id: a login under it must not stay behind.
      await this.#trips.end(keyOfId(created), {}).catch(() => {});
      throw error;
    }
  }

  async #end(state: StoreState, old: string, signal: AbortSignal | undefined): Promise<void> {
    // After a logout nothing is left to protect from what an older request writes.
    const graveMs = state.replaces === undefined ? 0 : GRAVE_MS;
    const takeBack = state.send();
    try {
      await this.#trips.end(keyOfId(old), { graveMs, signal });
    } catch (error) {
      takeBack();
      throw error;
    }
    state.ended();
    state.cookie = "delete";
  }
}

function newOwner(state: StoreState, { set, remove }: FieldChanges): string | null | undefined {
  const field = fieldOfKey(USER_ID);
  return set.has(field) || remove.includes(field) ? ownerOf(state) : undefined;
}

function ownerOf(state: StoreState): string | null {
  const owner = state.peek(USER_ID);
  return typeof owner === "string" || typeof owner === "number" ? `${owner}` : null;
}
