import type { TextSerializer } from "../itsdangerous/index.ts";

type Values = Readonly<Record<string, unknown>>;

/** Which keys of a session were written, and which values changed inside. */
export class ChangeLog {
  /** Whether a response has to save what was written. */
  isPending = false;
  /**
   * Like `isPending`, but not reset by `modified = false`: the cookie's payload no longer matches the
   * data.
   */
  isPayloadStale = false;
  #writes = 0;
  /** Keys that were assigned or deleted. */
  #written: Set<string> | undefined = undefined;
  /** The text of each value that can change inside, from before the application got it. */
  #snapshots: Map<string, string> | undefined = undefined;
  readonly #serializer: TextSerializer;

  constructor(serializer: TextSerializer) {
    this.#serializer = serializer;
  }

  /** Notes that a key was written, or without one that all may have been. */
  write(key?: string): void {
    this.isPending = this.isPayloadStale = true;
    this.#writes++;
    if (key === undefined) return;
    this.#written ??= new Set();
    this.#written.add(key);
  }

  /** A number that another write changes; `undefined` if a value may change without one. */
  get mark(): number | undefined {
    return this.#snapshots === undefined ? this.#writes : undefined;
  }

  /** Remembers a value's text at the first look, so that a change inside is seen. */
  watch(key: string, value: object): void {
    if (this.#snapshots?.has(key)) return;
    // What cannot be written (Flask reads deeper nesting than is written here) is not watched.
    const text = this.#textOf(value);
    if (text === undefined) return;
    this.#snapshots ??= new Map();
    this.#snapshots.set(key, text);
  }

  /** Looks for changes inside of a key's value no more, or of all. */
  unwatch(key?: string): void {
    if (key === undefined) this.#snapshots = undefined;
    else this.#snapshots?.delete(key);
  }

  /** Whether the text that a key had in the cookie says something else by now. */
  isChanged(key: string, values: Values): boolean {
    if (this.#written?.has(key)) return true;
    return this.#snapshots !== undefined && this.#changedInside(key, values);
  }

  /** Whether a value has changed inside. */
  hasChangedInside(values: Values): boolean {
    if (this.#snapshots === undefined) return false;
    return [...this.#snapshots.keys()].some((key) => this.#changedInside(key, values));
  }

  /** The keys that were written or have changed inside. */
  keys(values: Values): string[] {
    const keys = new Set([...(this.#snapshots?.keys() ?? []), ...(this.#written ?? [])]);
    return [...keys].filter((key) => this.isChanged(key, values));
  }

  /** Changes so far are no longer pending. They are written if something else is. */
  forget(values: Values): void {
    for (const key of this.keys(values)) {
      this.write(key);
      this.unwatch(key);
      const value = values[key];
      if (typeof value === "object" && value !== null) this.watch(key, value);
    }
    this.isPending = false;
  }

  /** Everything so far is saved. Values that the application has may still change inside. */
  settle(values: Values): void {
    this.isPending = this.isPayloadStale = false;
    this.#writes++;
    this.#written = undefined;
    for (const key of [...(this.#snapshots?.keys() ?? [])]) {
      this.unwatch(key);
      const value = values[key];
      if (typeof value === "object" && value !== null) this.watch(key, value);
    }
  }

  #changedInside(key: string, values: Values): boolean {
    const before = this.#snapshots?.get(key);
    return before !== undefined && before !== this.#textOf(values[key]);
  }

  // What cannot be written any more has changed for certain, and saving it says what is wrong with it.
  #textOf(value: unknown): string | undefined {
    try {
      return this.#serializer.dumps(value);
    } catch {
      return undefined;
    }
  }
}
