import { Tuple } from "../json/index.ts";
import type { GetFlashedMessagesOptions } from "./types.ts";

/** Flask's key. Under it is a list of (category, message) tuples, category first. */
export const FLASHES = "_flashes";

/** A message; its category is text, unless another application left something else. */
export type Flashed = readonly [category: string, message: unknown];

/** A session, or the dictionary behind one. */
interface Keys {
  get(key: string): unknown;
  has(key: string): boolean;
  set(key: string, value: unknown): void;
  delete(key: string): boolean;
}

/** What waits in a session to be shown: all, or the messages of a category. */
export function waitingMessages(session: Pick<Keys, "get">, category?: string): Flashed[] {
  const waiting = session.get(FLASHES);
  if (!Array.isArray(waiting)) return [];
  const flashed = waiting.filter(isFlashed);
  return category === undefined ? flashed : flashed.filter(([each]) => each === category);
}

/** Takes out of a session what waits there: all, or the messages of a category. */
export function takeMessages(session: Keys, category?: string): Flashed[] {
  const all = category === undefined;
  const taken = waitingMessages(session, category);
  // Taking all also discards malformed entries; malformed entries alone cause no write.
  if (all ? !session.has(FLASHES) : taken.length === 0) return taken;
  const left = all ? [] : waitingMessages(session).filter(([each]) => each !== category);
  if (left.length > 0) session.set(FLASHES, left);
  else session.delete(FLASHES);
  return taken;
}

// Another application may have left anything under the key; Flask fails on it for ever.
const isFlashed = (value: unknown): value is Flashed => Array.isArray(value) && value.length === 2;

/** The messages of one request: taken out of the session once, shown as often as asked. */
export class Flashes {
  readonly #dictionary: Keys;
  #shown: Flashed[] = [];
  /** Show messages without taking them out: the response is not one that a person sees. */
  keep = false;

  constructor(dictionary: Keys) {
    this.#dictionary = dictionary;
  }

  flash(message: unknown, category: string): void {
    const pending = this.#dictionary.get(FLASHES);
    const before: unknown[] = Array.isArray(pending) ? pending : [];
    this.#dictionary.set(FLASHES, [...before, Tuple.of(category, message)]);
  }

  get({ withCategories = false, categoryFilter = [] }: GetFlashedMessagesOptions): unknown[] {
    const all = this.#take();
    const flashes =
      categoryFilter.length === 0
        ? all
        : all.filter(([category]) => categoryFilter.includes(category));
    return withCategories ? flashes : flashes.map(([, message]) => message);
  }

  /** What waits in the session. */
  get pending(): Flashed[] {
    return waitingMessages(this.#dictionary);
  }

  // Flask gives later calls only what the first one found; here they also give what was flashed since.
  #take(): Flashed[] {
    if (!this.#dictionary.has(FLASHES)) return this.#shown;
    if (this.keep) return [...this.#shown, ...this.pending];
    this.#shown = [...this.#shown, ...takeMessages(this.#dictionary)];
    return this.#shown;
  }
}
