import { Tuple } from "../json/index.ts";
import type { Dictionary } from "./dictionary.ts";
import type { GetFlashedMessagesOptions } from "./types.ts";

// Flask's key and shape: a list of (category, message) tuples, category first.
const KEY = "_flashes";

type Flashed = readonly [category: string, message: unknown];

/** The messages of one request: taken out of the session once, shown as often as asked. */
export class Flashes {
  readonly #dictionary: Dictionary;
  #shown: Flashed[] = [];
  /** Show messages without taking them out: the response is not one that a person sees. */
  keep = false;

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  flash(message: unknown, category: string): void {
    const pending = this.#dictionary.get(KEY);
    const before: unknown[] = Array.isArray(pending) ? pending : [];
    this.#dictionary.set(KEY, [...before, Tuple.of(category, message)]);
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
    const pending = this.#dictionary.get(KEY);
    return Array.isArray(pending) ? pending.filter(isFlashed) : [];
  }

  // Flask gives later calls only what the first one found; here they also give what was flashed since.
  #take(): Flashed[] {
    if (!this.#dictionary.has(KEY)) return this.#shown;
    const flashes = this.pending;
    if (this.keep) return [...this.#shown, ...flashes];
    this.#dictionary.delete(KEY);
    this.#shown = [...this.#shown, ...flashes];
    return this.#shown;
  }
}

// Another application may have left anything under the key; Flask fails on it for ever.
const isFlashed = (value: unknown): value is Flashed => Array.isArray(value) && value.length === 2;
