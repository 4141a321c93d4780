import { Tuple } from "../json/index.ts";
import type { Flashed, SessionChanges } from "./session-changes.ts";
import type { GetFlashedMessagesOptions } from "./types.ts";

/** Flask's key. Under it is a list of (category, message) tuples, category first. */
export const FLASHES = "_flashes";

/** The state of a session. */
interface Keys {
  get(key: string): unknown;
  has(key: string): boolean;
  set(key: string, value: unknown): void;
  delete(key: string): boolean;
  peek(key: string): unknown;
}

// Another application may have stored any value under the key. Flask then fails at every request.
const isFlashed = (value: unknown): value is Flashed => Array.isArray(value) && value.length === 2;
const flashedIn = (value: unknown): Flashed[] =>
  Array.isArray(value) ? value.filter(isFlashed) : [];

/** The messages of one request: consumed once, returned by every later call. */
export class Flashes {
  readonly #state: Keys;
  #shown: Flashed[] = [];
  /** The messages that were waiting at the first use. */
  #came: Flashed[] | undefined = undefined;
  /** Show messages without consuming them: no person sees the response. */
  keep = false;

  constructor(state: Keys) {
    this.#state = state;
  }

  flash(message: unknown, category: string): void {
    this.waiting();
    const pending = this.#state.get(FLASHES);
    const before: unknown[] = Array.isArray(pending) ? pending : [];
    this.#state.set(FLASHES, [...before, Tuple.of(category, message)]);
  }

  get({ withCategories = false, categoryFilter = [] }: GetFlashedMessagesOptions): unknown[] {
    const all = this.#show();
    const flashes =
      categoryFilter.length === 0
        ? all
        : all.filter(([category]) => categoryFilter.includes(category));
    return withCategories ? flashes : flashes.map(([, message]) => message);
  }

  /** The messages that are waiting: all, or those of a category. */
  waiting(category?: string): Flashed[] {
    const flashed = flashedIn(this.#state.get(FLASHES));
    this.#came ??= flashed;
    return category === undefined ? flashed : flashed.filter(([each]) => each === category);
  }

  /** Consumes the messages that are waiting: all, or those of a category. */
  take(category?: string): Flashed[] {
    const all = category === undefined;
    const taken = this.waiting(category);
    // Taking all also discards malformed entries; malformed entries alone cause no write.
    if (all ? !this.#state.has(FLASHES) : taken.length === 0) return taken;
    const left = all ? [] : this.waiting().filter(([each]) => each !== category);
    if (left.length > 0) this.#state.set(FLASHES, left);
    else this.#state.delete(FLASHES);
    return taken;
  }

  /** Starts again, after the data were read again. */
  reload(): void {
    this.#came = undefined;
  }

  /** Which messages were flashed and consumed; `undefined` if nothing has used messages. */
  get changes(): Pick<SessionChanges, "flashed" | "consumed"> | undefined {
    const came = this.#came;
    if (came === undefined) return undefined;
    const waiting = flashedIn(this.#state.peek(FLASHES));
    return {
      flashed: waiting.filter((each) => !came.includes(each)),
      consumed: came.filter((each) => !waiting.includes(each)),
    };
  }

  // Flask gives later calls only what the first one found; here they also give what was flashed since.
  #show(): Flashed[] {
    if (!this.#state.has(FLASHES)) return this.#shown;
    if (this.keep) return [...this.#shown, ...this.waiting()];
    this.#shown = [...this.#shown, ...this.take()];
    return this.#shown;
  }
}
