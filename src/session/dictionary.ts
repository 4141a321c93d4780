import type { TextSerializer } from "../itsdangerous/index.ts";
import { setMember } from "../json/index.ts";
import { SessionCommittedError, SessionReplacedError } from "./errors.ts";
import { Flashes } from "./flash.ts";
import { guarded } from "./guarded.ts";
import type { Opened } from "./opened.ts";
import type { Surface } from "./surface.ts";
import type { SessionOrigin } from "./types.ts";

const REFUSE = (): never => {
  throw new SessionCommittedError();
};
const NO_ORIGIN: SessionOrigin = Object.freeze({ replace: undefined, isCutOff: undefined });
const NO_SURFACE: Surface = { prototype: Object.prototype, members: Object.create(null) };

/** The data of a session and what happened to it, opened at the first touch. */
export abstract class Dictionary {
  accessed = false;
  /** What the response says of the session, once its headers have left: what is written after that would be lost. */
  commit: object | undefined = undefined;
  /** The interface that opened it, if an adapter asked for it. */
  openedBy: object | undefined = undefined;
  /** What there is to know of the request that carries it. It inherits nothing of another package's. */
  readonly origin: SessionOrigin;
  /** The methods and getters that the session has besides its data. */
  surface: Surface = NO_SURFACE;
  #replaced = false;
  readonly #serializer: TextSerializer;
  #opened: Opened | undefined = undefined;
  #data: Record<string, unknown> | undefined = undefined;
  /** Assigned keys; their text in the cookie is stale. */
  #set: Set<string> | undefined = undefined;
  /**
   * Serialized snapshots of mutable values, taken before they are handed out, to detect
   * nested changes.
   */
  #before: Map<string, string> | undefined = undefined;
  #written = false;
  /**
   * Like `#written`, but not reset by `modified = false`: the cookie's payload no longer
   * matches the data.
   */
  #outdated = false;
  #flashes: Flashes | undefined = undefined;

  constructor(serializer: TextSerializer, origin: SessionOrigin = NO_ORIGIN) {
    this.#serializer = serializer;
    this.origin = origin;
  }

  /** Reads the cookie. */
  protected abstract open(): Opened;

  /** An empty one of the same kind. */
  protected blank?(): Dictionary;

  /** Throws when nothing can be written. */
  beforeWrite(): void {
    if (this.commit !== undefined || this.origin.isCutOff?.()) throw new SessionCommittedError();
    if (this.#replaced) throw new SessionReplacedError();
  }

  /** What the cookie held. Does not count as an access (no `Vary: Cookie`). */
  get opened(): Opened {
    this.#opened ??= this.open();
    return this.#opened;
  }

  protected get values(): Record<string, unknown> {
    this.#data ??= this.opened.data ?? {};
    return this.#data;
  }

  /** The messages for the next page. */
  get flashes(): Flashes {
    this.#flashes ??= new Flashes(this);
    return this.#flashes;
  }

  get size(): number {
    return Object.keys(this.values).length;
  }

  has(key: string): boolean {
    this.accessed = true;
    return Object.hasOwn(this.values, key);
  }

  keys(): string[] {
    this.accessed = true;
    return Object.keys(this.values);
  }

  get(key: string, defaultValue?: unknown): unknown {
    this.accessed = true;
    const values = this.values;
    if (!Object.hasOwn(values, key)) return defaultValue;
    const value = values[key];
    if (typeof value !== "object" || value === null) return value;
    // A change inside of it would be lost, and nobody would look for it any more.
    if (this.commit !== undefined) return guarded(value, REFUSE);
    this.#watch(key, value);
    return value;
  }

  set(key: string, value: unknown): void {
    this.touch();
    setMember(this.values, key, value);
    this.#set ??= new Set();
    this.#set.add(key);
  }

  delete(key: string): boolean {
    this.beforeWrite();
    if (!this.has(key)) return false;
    this.#written = this.#outdated = true;
    this.#before?.delete(key);
    return delete this.values[key];
  }

  clear(): void {
    this.touch();
    this.#data = {};
    this.#before = undefined;
  }

  /** Empties itself, or gives way to an empty one that is to be saved in its place. */
  renew(): Dictionary {
    this.beforeWrite();
    const next = this.origin.replace && this.blank?.();
    if (next === undefined) {
      this.clear();
      return this;
    }
    this.#replaced = true;
    next.openedBy = this.openedBy;
    next.clear();
    return next;
  }

  /** Goes back to what the cookie held. */
  reload(): void {
    this.#opened = this.#data = this.#set = this.#before = undefined;
    this.#written = this.#outdated = false;
  }

  /** Counts as a write, whatever is written. */
  touch(): void {
    this.beforeWrite();
    this.accessed = true;
    this.#written = this.#outdated = true;
  }

  get modified(): boolean {
    if (this.#written || this.#before === undefined) return this.#written;
    return [...this.#before.keys()].some((key) => this.#changedInside(key));
  }

  /** The payload as it stands in the cookie, while it still says what the data says. */
  get payload(): string | undefined {
    return this.#outdated || this.modified ? undefined : this.opened.payload;
  }

  /** Changes so far no longer cause a Set-Cookie, but are included if one is sent. */
  forgetChanges(): void {
    this.#written = false;
    const handedOut = [...(this.#before?.keys() ?? []), ...(this.#set ?? [])];
    for (const key of handedOut.filter((each) => this.isChanged(each))) {
      this.#outdated = true;
      this.#set ??= new Set();
      this.#set.add(key);
      const text = this.#textOf(this.values[key]);
      this.#before ??= new Map();
      if (text === undefined) this.#before.delete(key);
      else this.#before.set(key, text);
    }
  }

  /** Throws when there are changes that no response will take to the browser. */
  checkSavable(): void {
    if (this.commit === undefined && this.origin.isCutOff?.() && this.modified)
      throw new SessionCommittedError();
  }

  /** Reads a value without marking the session accessed; for the save's own decisions. */
  peek(key: string): unknown {
    return Object.hasOwn(this.values, key) ? this.values[key] : undefined;
  }

  /** Bytes of text by key, the largest first. */
  sizes(): Record<string, number> {
    const sizes = Object.entries(this.values).map(
      ([key, value]) => [key, this.#serializer.dumps(value).length] as const,
    );
    return Object.fromEntries(sizes.sort(([, a], [, b]) => b - a));
  }

  /** Remembers a value's text at the first look, so that a change inside is seen. */
  #watch(key: string, value: object): void {
    if (this.#before?.has(key)) return;
    // What cannot be written (Flask reads deeper nesting than is written here) is not watched.
    const text = this.#textOf(value);
    if (text === undefined) return;
    this.#before ??= new Map();
    this.#before.set(key, text);
  }

  /** Whether the text of a key in the cookie says something else by now. */
  protected isChanged(key: string): boolean {
    if (this.#set?.has(key)) return true;
    return this.#before !== undefined && this.#changedInside(key);
  }

  #changedInside(key: string): boolean {
    const before = this.#before?.get(key);
    return before !== undefined && before !== this.#textOf(this.values[key]);
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

// What `console.log` shows of a session: its data, as Flask's `repr(session)` does. Node looks for it
// on the target of the proxy, and calls it on the proxy.
Object.defineProperty(Dictionary.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: object) {
    return Symbol.iterator in this ? Object.fromEntries(this as Iterable<never>) : {};
  },
});
