import type { TextSerializer } from "../itsdangerous/index.ts";
import { setMember } from "../json/index.ts";
import { ChangeLog } from "./change-log.ts";
import { SessionCommittedError, SessionReplacedError, SessionUnavailableError } from "./errors.ts";
import { FLASHES, Flashes } from "./flash.ts";
import { type Opened, openedEmpty, openedWith } from "./opened.ts";
import { refuseWrites } from "./refuse-writes.ts";
import type { SessionChanges } from "./session-changes.ts";
import type { Surface } from "./surface.ts";
import type { KeptRequestInfo } from "./types.ts";

const REFUSE = (): never => {
  throw new SessionCommittedError();
};
const NO_SURFACE: Surface = { prototype: Object.prototype, members: Object.create(null) };
const NO_INFO: KeptRequestInfo = Object.freeze({ replace: undefined, isCutOff: undefined });

/** The data of a session and what happened to it, opened at the first touch. */
export abstract class SessionState {
  accessed = false;
  /** What the response says of the session, once it is saved. */
  commit: object | undefined = undefined;
  /** Why it cannot be written any more; `undefined` while it can. */
  closed: "saved" | "unavailable" | undefined = undefined;
  /** The interface that opened it, if an adapter asked for it. */
  openedBy: object | undefined = undefined;
  /** What there is to know of the request that carries it. It inherits nothing of another package's. */
  readonly info: KeptRequestInfo;
  /** The methods and getters that the session has besides its data. */
  surface: Surface = NO_SURFACE;
  #replaced = false;
  readonly #serializer: TextSerializer;
  #opened: Opened | undefined = undefined;
  #data: Record<string, unknown> | undefined = undefined;
  /** Made when there is something to note: most requests read a text or a number. */
  #log: ChangeLog | undefined = undefined;
  #flashes: Flashes | undefined = undefined;

  constructor(serializer: TextSerializer, info: KeptRequestInfo = NO_INFO) {
    this.#serializer = serializer;
    this.info = info;
  }

  /** Reads the cookie. */
  protected abstract open(): Opened;

  /** An empty one of the same kind. */
  protected createEmpty?(): SessionState;

  /** Saves what has changed so far, and reads it again, where that does not wait for the response. */
  saveNow?(): Promise<void>;
  readAgain?(): Promise<void>;

  /** Throws when nothing can be written. */
  beforeWrite(): void {
    if (this.closed === "unavailable") throw new SessionUnavailableError();
    if (this.closed !== undefined || this.info.isCutOff?.()) throw new SessionCommittedError();
    if (this.#replaced) throw new SessionReplacedError();
  }

  /** What the cookie held. Does not count as an access (no `Vary: Cookie`). */
  get opened(): Opened {
    this.#opened ??= this.open();
    return this.#opened;
  }

  /** Replaces what it was opened with, before the application sees it. */
  load(open: () => Opened): void {
    // What arrives after the request has given up must not be taken for the answer to it.
    if (this.closed === "unavailable") return;
    this.open = open;
    this.reload();
  }

  /** Empties it for good: what it holds could not be loaded. Nothing is written, and no cookie is set. */
  markUnavailable(): void {
    this.load(() => openedEmpty("unavailable"));
    this.closed = "unavailable";
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
    if (this.closed !== undefined) return refuseWrites(value, REFUSE);
    this.#changeLog.watch(key, value);
    return value;
  }

  set(key: string, value: unknown): void {
    this.touch(key);
    setMember(this.values, key, value);
  }

  delete(key: string): boolean {
    this.beforeWrite();
    if (!this.has(key)) return false;
    this.#changeLog.write(key);
    this.#changeLog.unwatch(key);
    return delete this.values[key];
  }

  clear(): void {
    this.touch();
    this.#data = {};
    this.#changeLog.unwatch();
  }

  /** Empties itself, or gives way to an empty one that is to be saved in its place. */
  startOver(): SessionState {
    this.beforeWrite();
    const next = this.info.replace && this.createEmpty?.();
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
  reload(): undefined {
    this.#opened = this.#data = this.#log = undefined;
    this.#flashes?.reload();
  }

  /** Counts as a write: of a key, or without one of whatever is written. */
  touch(key?: string): void {
    this.beforeWrite();
    this.accessed = true;
    this.#changeLog.write(key);
  }

  get modified(): boolean {
    const log = this.#log;
    return log !== undefined && (log.isPending || log.hasChangedInside(this.values));
  }

  /** The payload as it stands in the cookie, while it still says what the data says. */
  get payload(): string | undefined {
    return this.#log?.isPayloadStale || this.modified ? undefined : this.opened.payload;
  }

  /** A number that stays the same while the data do; `undefined` if that is not known. */
  get mark(): number | undefined {
    return this.#log === undefined ? 0 : this.#log.mark;
  }

  /** Changes so far no longer cause a Set-Cookie, but are included if one is sent. */
  markUnmodified(): void {
    this.#log?.forget(this.values);
  }

  /** What was done so far is saved, and later changes are new ones. @returns takes that back */
  protected settle(): () => void {
    const { values, opened } = this;
    const log = this.#log;
    const keys = log?.keys(values) ?? [];
    log?.settle(values);
    this.#opened = openedWith(opened.status, values);
    this.#flashes?.reload();
    return () => {
      this.#opened = opened;
      for (const key of [undefined, ...keys]) log?.write(key);
    };
  }

  /** What was done to it so far. */
  get changes(): SessionChanges {
    const { values } = this;
    const { data } = this.opened;
    // Emptying puts another object in the place of the data that it was opened with.
    const cleared = data !== undefined && data !== values;
    const messages = this.#flashes?.changes;
    const keys = this.#log?.keys(values).filter((key) => !messages || key !== FLASHES) ?? [];
    const isThere = (key: string): boolean => Object.hasOwn(values, key);
    return {
      cleared,
      set: new Map(keys.filter(isThere).map((key) => [key, values[key]])),
      deleted: cleared ? [] : keys.filter((key) => !isThere(key)),
      flashed: messages?.flashed ?? [],
      consumed: cleared ? [] : (messages?.consumed ?? []),
    };
  }

  /** Looks no more for changes inside of a key's value. */
  protected unwatch(key: string): void {
    this.#log?.unwatch(key);
  }

  /** Throws when there are changes that no response will take to the browser. */
  checkSavable(): void {
    if (this.closed === undefined && this.info.isCutOff?.() && this.modified)
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

  /** Whether the text of a key in the cookie says something else by now. */
  protected isChanged(key: string): boolean {
    return this.#log?.isChanged(key, this.values) ?? false;
  }

  get #changeLog(): ChangeLog {
    this.#log ??= new ChangeLog(this.#serializer);
    return this.#log;
  }
}
