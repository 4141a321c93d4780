import type { TextSerializer } from "../itsdangerous/index.ts";
import { memberTexts, quote, sortByCodePoint, TaggedJSONSerializer } from "../json/index.ts";
import { SessionCommittedError, SessionReplacedError } from "./errors.ts";
import type { SessionStatus } from "./types.ts";

/** What a cookie turned out to hold. */
export interface Opened {
  readonly status: SessionStatus;
  /** The data; of a refused cookie, none. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The JSON text the data was read from, if it was JSON. */
  readonly text?: string;
  /** The payload as it stands in the cookie, to be signed again when nothing changed. */
  readonly payload?: string;
  /** When the cookie was signed, in seconds since 1970. */
  readonly timestamp?: number;
}

interface Entry {
  value: unknown;
  /** Set in this request: the text in the cookie says something else. */
  fresh: boolean;
  /** Text of a value that can change inside, from before it was handed out. */
  before: string | undefined;
}

/** The data of a session and what happened to it, opened at the first touch. */
export abstract class Dictionary {
  accessed = false;
  /** The response's headers have left: what is written now would be lost. */
  committed = false;
  /** Puts a new session where this one is found, if it is found anywhere. */
  replace: ((next: object) => void) | undefined;
  #replaced = false;
  readonly #serializer: TextSerializer;
  #opened: Opened | undefined;
  #entries: Map<string, Entry> | undefined;
  #written = false;
  /** As `#written`, and never forgotten: the payload in the cookie is not what there is. */
  #outdated = false;

  constructor(serializer: TextSerializer) {
    this.#serializer = serializer;
  }

  /** Reads the cookie; called once. */
  protected abstract open(): Opened;

  /** An empty one of the same kind. */
  protected blank?(): Dictionary;

  /** Throws when nothing can be written. */
  beforeWrite(): void {
    if (this.committed) throw new SessionCommittedError();
    if (this.#replaced) throw new SessionReplacedError();
  }

  /** What the cookie held. Looking here is no access: the response does not depend on it yet. */
  get opened(): Opened {
    this.#opened ??= this.open();
    return this.#opened;
  }

  get #map(): Map<string, Entry> {
    if (this.#entries === undefined) {
      this.#entries = new Map();
      const { data } = this.opened;
      if (data !== undefined)
        for (const key of Object.keys(data))
          this.#entries.set(key, { value: data[key], fresh: false, before: undefined });
    }
    return this.#entries;
  }

  get size(): number {
    return this.#map.size;
  }

  has(key: string): boolean {
    this.accessed = true;
    return this.#map.has(key);
  }

  keys(): string[] {
    this.accessed = true;
    return [...this.#map.keys()];
  }

  get(key: string): unknown {
    this.accessed = true;
    return this.#handOut(this.#map.get(key));
  }

  set(key: string, value: unknown): void {
    this.touch();
    this.#map.set(key, { value, fresh: true, before: undefined });
  }

  delete(key: string): boolean {
    this.beforeWrite();
    this.accessed = true;
    const existed = this.#map.delete(key);
    if (existed) this.#written = this.#outdated = true;
    return existed;
  }

  clear(): void {
    this.touch();
    this.#map.clear();
  }

  /** Empties itself, or gives way to an empty one that is to be saved in its place. */
  renew(): Dictionary {
    this.beforeWrite();
    const next = this.replace && this.blank?.();
    if (next === undefined) {
      this.clear();
      return this;
    }
    this.#replaced = true;
    next.replace = this.replace;
    next.clear();
    return next;
  }

  /** Goes back to what the cookie held. */
  reload(): void {
    this.#opened = undefined;
    this.#entries = undefined;
    this.#written = false;
  }

  /** Counts as a write, whatever is written. */
  touch(): void {
    this.beforeWrite();
    this.accessed = true;
    this.#written = this.#outdated = true;
  }

  get modified(): boolean {
    if (this.#written) return true;
    if (this.#entries === undefined) return false;
    for (const entry of this.#entries.values()) if (this.#changedInside(entry)) return true;
    return false;
  }

  /** The payload as it stands in the cookie, while it still says what the data says. */
  get payload(): string | undefined {
    return this.#outdated || this.modified ? undefined : this.opened.payload;
  }

  /** Makes what changed so far no reason to send a cookie; if one is sent, it has the changes. */
  forgetChanges(): void {
    this.#written = false;
    for (const entry of this.#map.values()) {
      if (this.#changedInside(entry)) entry.fresh = this.#outdated = true;
      if (canChangeInside(entry.value)) entry.before = this.#textOf(entry.value);
    }
  }

  /** A value without counting as access: for what the save itself must know. */
  peek(key: string): unknown {
    return this.#map.get(key)?.value;
  }

  /** The data as JSON text: what nobody changed as it stood in the cookie, the rest as Flask writes it. */
  dumps(): string {
    const [only] = this.#map.keys();
    const serializer = this.#serializer;
    // One key that is itself a tag needs Flask's escape around the whole.
    const asWhole = this.size === 1 && serializer instanceof TaggedJSONSerializer;
    if (
      !(serializer instanceof TaggedJSONSerializer) ||
      (asWhole && serializer.tags.has(only ?? ""))
    )
      return serializer.dumps(this.#plain());
    const members = this.#memberTexts(serializer);
    const keys = sortByCodePoint([...members.keys()]);
    return `{${keys.map((key) => `${quote(key, true)}:${members.get(key)}`).join(",")}}`;
  }

  /** Bytes of JSON by key, the largest first. */
  sizes(): Record<string, number> {
    const texts = Object.entries(this.#plain()).map(
      ([key, value]) => [key, this.#serializer.dumps(value).length] as const,
    );
    return Object.fromEntries(texts.sort(([, a], [, b]) => b - a));
  }

  #memberTexts(serializer: TaggedJSONSerializer): Map<string, string> {
    const inCookie = this.#textsInCookie(serializer);
    const members = new Map<string, string>();
    for (const [key, entry] of this.#map) {
      // Left out, as in JSON.stringify.
      if (entry.value === undefined) continue;
      const kept = entry.fresh || this.#changedInside(entry) ? undefined : inCookie.get(key);
      members.set(key, kept ?? serializer.dumps(entry.value, labelOf(key)));
    }
    return members;
  }

  #textsInCookie(serializer: TaggedJSONSerializer): Map<string, string> {
    const { text } = this.opened;
    if (text === undefined) return new Map();
    const texts = memberTexts(text);
    const [only = ""] = texts.keys();
    // One tag around the whole: the texts inside are not those of our keys.
    return texts.size === 1 && serializer.tags.has(only) ? new Map() : texts;
  }

  #plain(): Record<string, unknown> {
    const plain: Record<string, unknown> = Object.create(null);
    for (const [key, { value }] of this.#map) plain[key] = value;
    return plain;
  }

  #handOut(entry: Entry | undefined): unknown {
    if (entry === undefined) return undefined;
    if (!entry.fresh && entry.before === undefined && canChangeInside(entry.value))
      entry.before = this.#textOf(entry.value);
    return entry.value;
  }

  #changedInside(entry: Entry): boolean {
    return entry.before !== undefined && entry.before !== this.#textOf(entry.value);
  }

  // What cannot be written any more has changed for certain, and saving it says what is wrong with it.
  // What never could be (Flask reads deeper nesting than is written here) is not watched.
  #textOf(value: unknown): string | undefined {
    try {
      return this.#serializer.dumps(value);
    } catch {
      return undefined;
    }
  }
}

const canChangeInside = (value: unknown): boolean => typeof value === "object" && value !== null;

const labelOf = (key: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? `session.${key}` : `session[${quote(key, true)}]`;
