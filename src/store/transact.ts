import { isPromise } from "../policy/index.ts";
import { FLASHES, type Session, sessionOver } from "../session/index.ts";
import { SessionConflictError, SessionEndedError } from "./errors.ts";
import { type FieldChanges, fieldOfKey, messagesIn } from "./fields.ts";
import { keyOfId } from "./ids.ts";
import type { Came, Place } from "./place.ts";
import { Queues } from "./queues.ts";
import { StoreState } from "./store-state.ts";
import type { ReadSession, Trips } from "./trips.ts";

const ATTEMPTS = 10;
const LONGEST_PAUSE_MS = 20;

/** Notes which keys are used: another request must not change them meanwhile. */
class WatchedState extends StoreState {
  readonly used: Set<string> = new Set();

  override get(key: string, defaultValue?: unknown): unknown {
    this.used.add(key);
    return super.get(key, defaultValue);
  }

  override has(key: string): boolean {
    this.used.add(key);
    return super.has(key);
  }

  override keys(): string[] {
    const keys = super.keys();
    for (const key of keys) this.used.add(key);
    return keys;
  }

  override touch(key?: string): void {
    if (key !== undefined) this.used.add(key);
    super.touch(key);
  }

  /** The fields that have to be as they were read. */
  expectations(): Map<string, string | undefined> {
    const names = [...this.used].flatMap((key) =>
      key === FLASHES ? messagesIn(this.fields).map(([name]) => name) : [fieldOfKey(key)],
    );
    return new Map(names.map((name) => [name, this.fields.get(name)]));
  }
}

/**
 * Reads a session, lets a function change it, and saves that, unless another request has changed
 * meanwhile what the function used. Then it begins again.
 */
export class Transactions {
  readonly #trips: Trips;
  readonly #place: Place<StoreState>;
  readonly #ttlMs: number;
  readonly #queues = new Queues();

  constructor(trips: Trips, place: Place<StoreState>, ttlMs: number) {
    this.#trips = trips;
    this.#place = place;
    this.#ttlMs = ttlMs;
  }

  /** Those of one session wait for each other here, so that only another process can come between. */
  run<Data, Result>(
    state: StoreState,
    id: string,
    change: (session: Session<Data>) => Result,
  ): Promise<Result> {
    return this.#queues.run(id, () => this.#run(state, id, change));
  }

  async #run<Data, Result>(
    state: StoreState,
    id: string,
    change: (session: Session<Data>) => Result,
  ): Promise<Result> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await pause();
      const read = await this.#trips.read(keyOfId(id), undefined);
      if (typeof read === "string") throw new SessionEndedError();
      const came: Came = { ticket: state.ticket, begin: () => state.opened, id };
      const watched = new WatchedState(this.#place, state.info, came);
      watched.receive(read, state.opened.status);
      const result = change(sessionOver<Data>(watched));
      if (isPromise(result))
        throw new TypeError(
          "transact expected a function that returns at once, got a promise: it may have to run again.",
        );
      const changes = watched.fieldChanges;
      if (changes.set.size === 0 && changes.remove.length === 0) return result;
      const isSaved = await this.#save(id, { ...changes, expect: watched.expectations() }, read);
      if (!isSaved) continue;
      // What the request has changed itself is still to be saved, so that its view stays as it is.
      if (!state.modified) state.receive(after(read, changes), state.opened.status);
      return result;
    }
    throw new SessionConflictError(ATTEMPTS);
  }

  async #save(
    id: string,
    change: Pick<FieldChanges, "set" | "remove"> & {
      readonly expect: ReadonlyMap<string, string | undefined>;
    },
    read: ReadSession,
  ): Promise<boolean> {
    const options = { ttlMs: this.#ttlMs, token: read.token };
    const answer = await this.#trips.change(keyOfId(id), change, options, read);
    if (answer === "gone" || answer === "replaced") throw new SessionEndedError();
    return answer === "saved";
  }
}

/** A while that differs from request to request, so that they do not meet again. */
const pause = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_PAUSE_MS));

function after(read: ReadSession, { set, remove }: FieldChanges): ReadSession {
  const fields = new Map(read.fields);
  for (const name of remove) fields.delete(name);
  for (const [name, text] of set) fields.set(name, text);
  return { ...read, fields, token: undefined };
}
