import { SessionStoreError } from "./errors.ts";
import { fieldOfKey } from "./fields.ts";
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
  /** Whether it only changes a session that is there. Anything else may not be announced if it failed. */
  readonly isChange: boolean;
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
      return { isChange: false, done: saving.then(() => this.of(state, signal)?.done) };
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
    if (!state.modified) return id === undefined ? undefined : this.#extend(state, id, signal);
    if (id !== undefined && !state.isCleared)
      return { isChange: true, done: this.#change(state, id, signal) };
    const old = id ?? state.replaces;
    if (state.size > 0) return { isChange: false, done: this.#create(state, old, signal) };
    if (old !== undefined) return { isChange: false, done: this.#end(state, old, signal) };
    state.cookie = "delete";
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
    const done = this.#trips.change(keyOfId(id), nothing, options, state.readTime);
    // Another request may have ended it since. This one has read it before, and changes nothing.
    return { isChange: true, done: done.then(() => undefined) };
  }

  async #change(state: StoreState, id: string, signal: AbortSignal | undefined): Promise<void> {
    const changes = state.fieldChanges;
    const options = {
      ttlMs: this.#ttlMs,
      token: state.token,
      owner: this.#newOwner(state, changes),
      endIfEmpty: true,
      signal,
    };
    const change = (): ReturnType<Trips["change"]> =>
      this.#trips.change(keyOfId(id), changes, options, state.readTime);
    let answer = await change();
    if (answer === "late") {
      // The clocks of a long connection drift apart. The store says again what time it is.
      const read = await this.#trips.read(keyOfId(id), undefined, signal);
      if (typeof read === "object") {
        state.readTime = read;
        answer = await change();
      } else answer = read;
    }
    if (answer === "saved") {
      state.saved(changes);
      state.cookie = "write";
    } else if (answer === "ended") {
      state.ended();
      state.cookie = "delete";
    } else if (answer === "gone" || answer === "replaced") state.isDropped = true;
    else throw new SessionStoreError(this.#trips.store.name, "change", "took too long");
  }

  async #create(
    state: StoreState,
    old: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const fields = state.allFields;
    const options = { ttlMs: this.#ttlMs, owner: ownerOf(state) ?? undefined, signal };
    const id = newId();
    const isCreated = await this.#trips.create(keyOfId(id), fields, options);
    if (!isCreated)
      throw new SessionStoreError(this.#trips.store.name, "create", "its new key was taken");
    if (old !== undefined) {
      try {
        await this.#trips.end(keyOfId(old), { graveMs: GRAVE_MS, signal });
      } catch (error) {
        // Nobody gets this id: a login under it must not stay behind.
        await this.#trips.end(keyOfId(id), {}).catch(() => {});
        throw error;
      }
    }
    state.created(id, fields);
    state.cookie = "write";
  }

  async #end(state: StoreState, old: string, signal: AbortSignal | undefined): Promise<void> {
    // After a logout nothing is left to protect from what an older request writes.
    const graveMs = state.replaces === undefined ? 0 : GRAVE_MS;
    await this.#trips.end(keyOfId(old), { graveMs, signal });
    state.ended();
    state.cookie = "delete";
  }

  #newOwner(
    state: StoreState,
    { set, remove }: StoreState["fieldChanges"],
  ): string | null | undefined {
    const field = fieldOfKey(USER_ID);
    return set.has(field) || remove.includes(field) ? ownerOf(state) : undefined;
  }
}

function ownerOf(state: StoreState): string | null {
  const owner = state.peek(USER_ID);
  return typeof owner === "string" || typeof owner === "number" ? `${owner}` : null;
}
