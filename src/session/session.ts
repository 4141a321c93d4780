import { TaggedJSONSerializer } from "../json/index.ts";
import { Dictionary, type Opened } from "./dictionary.ts";
import { Flashes } from "./flash.ts";
import { proxied } from "./proxy.ts";
import type { SessionData } from "./session-data.ts";
import { settle } from "./settle.ts";
import type {
  AnyData,
  GetFlashedMessagesOptions,
  SessionCallback,
  SessionStatus,
  Session as SessionType,
} from "./types.ts";

const PERMANENT = "_permanent";
const plainSerializer = new TaggedJSONSerializer();

/** The data of a session that came from no cookie. */
class InitialDictionary extends Dictionary {
  readonly #data: AnyData;

  constructor(data: AnyData) {
    super(plainSerializer);
    this.#data = data;
  }

  protected open(): Opened {
    return { status: "new", data: this.#data };
  }
}

// The private fields of a class land on whatever its base constructor returns: on the proxy, so
// that methods reach them without a trap.
class Base {
  constructor(dictionary: Dictionary) {
    // biome-ignore lint/correctness/noConstructorReturn: the proxy is the session
    return proxied(this, dictionary);
  }
}

class SecureCookieSession extends Base {
  readonly #dictionary: Dictionary;
  readonly #flashes: Flashes;

  constructor(source: Dictionary | AnyData = {}) {
    const dictionary = source instanceof Dictionary ? source : new InitialDictionary(source);
    super(dictionary);
    this.#dictionary = dictionary;
    this.#flashes = new Flashes(dictionary);
  }

  get(key: string, defaultValue?: unknown): unknown {
    return this.#dictionary.has(key) ? this.#dictionary.get(key) : defaultValue;
  }

  set(key: string, value: unknown): void {
    this.#dictionary.set(key, value);
  }

  has(key: string): boolean {
    return this.#dictionary.has(key);
  }

  delete(key: string): boolean {
    return this.#dictionary.delete(key);
  }

  pop(key: string, defaultValue?: unknown): unknown {
    const value = this.get(key, defaultValue);
    this.#dictionary.delete(key);
    return value;
  }

  setDefault(key: string, defaultValue: unknown): unknown {
    this.#dictionary.beforeWrite();
    if (!this.#dictionary.has(key)) this.#dictionary.set(key, defaultValue);
    return this.#dictionary.get(key);
  }

  update(data: AnyData | Iterable<readonly [string, unknown]>): void {
    this.#dictionary.touch();
    const entries = Symbol.iterator in data ? data : Object.entries(data);
    for (const [key, value] of entries as Iterable<[string, unknown]>)
      this.#dictionary.set(key, value);
  }

  clear(): void {
    this.#dictionary.clear();
  }

  *[Symbol.iterator](): IterableIterator<[string, unknown]> {
    for (const key of this.#dictionary.keys()) yield [key, this.#dictionary.get(key)];
  }

  get permanent(): boolean {
    return isTrue(this.#dictionary.get(PERMANENT));
  }

  set permanent(value: boolean) {
    this.#dictionary.set(PERMANENT, Boolean(value));
  }

  get new(): boolean {
    return !isValid(this.status);
  }

  get modified(): boolean {
    this.#dictionary.accessed = true;
    return this.#dictionary.modified;
  }

  set modified(value: boolean) {
    this.#dictionary.accessed = true;
    if (value) this.#dictionary.touch();
    else this.#dictionary.forgetChanges();
  }

  get accessed(): boolean {
    return this.#dictionary.accessed;
  }

  get status(): SessionStatus {
    this.#dictionary.accessed = true;
    return this.#dictionary.opened.status;
  }

  // What express-session offers, for Passport and its like. It happens at once; the cookie leaves
  // with the headers.
  regenerate(callback?: SessionCallback): Promise<void> | undefined {
    return settle(() => this.#renew(), callback);
  }

  save(callback?: SessionCallback): Promise<void> | undefined {
    return settle(() => {}, callback);
  }

  reload(callback?: SessionCallback): Promise<void> | undefined {
    return settle(() => this.#dictionary.reload(), callback);
  }

  destroy(callback?: SessionCallback): Promise<void> | undefined {
    return settle(() => this.#dictionary.clear(), callback);
  }

  touch(callback?: SessionCallback): Promise<void> | undefined {
    return settle(() => {
      if (this.#dictionary.size > 0) this.#dictionary.touch();
    }, callback);
  }

  #renew(): void {
    const flashes = this.#flashes.pending;
    const next = this.#dictionary.renew();
    for (const [category, message] of flashes) new Flashes(next).flash(message, category);
    if (next === this.#dictionary) return;
    const session = new SecureCookieSession(next);
    session.#flashes.keep = this.#flashes.keep;
    next.replace?.(session);
  }

  flash(message: unknown, category = "message"): void {
    this.#flashes.flash(message, category);
  }

  getFlashedMessages(options: GetFlashedMessagesOptions = {}): unknown[] {
    return this.#flashes.get(options);
  }

  /** What `console.log` shows: the data, as Flask's `repr(session)` does. */
  [Symbol.for("nodejs.util.inspect.custom")](): AnyData {
    return Object.fromEntries(this);
  }

  /** The session behind the surface, for what saves it. */
  static dictionaryOf(session: object): Dictionary {
    return (session as SecureCookieSession).#dictionary;
  }

  static flashesOf(session: object): Flashes {
    return (session as SecureCookieSession).#flashes;
  }
}

/** Python's truth of what JSON can hold: `_permanent` may come from anywhere. */
function isTrue(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return Boolean(value);
  return value instanceof Date || Object.keys(value).length > 0;
}

const isValid = (status: SessionStatus): boolean =>
  status === "valid" || status === "valid-old-key";

/** @internal */
export const dictionaryOf: (session: object) => Dictionary = SecureCookieSession.dictionaryOf;

/** @internal */
export const isPermanent = (dictionary: Dictionary): boolean => isTrue(dictionary.peek(PERMANENT));

/** @internal */
export const flashesOf: (session: object) => Flashes = SecureCookieSession.flashesOf;

/** Makes sessions, and knows one by `instanceof`. */
export interface SessionConstructor {
  /** @param initial - data to start with */
  // biome-ignore lint/suspicious/noExplicitAny: until a type is given, any key goes
  new <Data = any>(initial?: Partial<Data>): Session<Data>;
  readonly prototype: Session<AnyData>;
}

export type Session<Data = SessionData> = SessionType<Data>;

/**
 * A dictionary that lives in the visitor's cookie. Adapters and {@link SecureCookieSessionInterface}
 * make it; make one yourself in a {@link SessionInterface} of your own.
 *
 * Flask: `flask.sessions.SecureCookieSession`.
 *
 * @example
 * ```ts
 * import { Session } from "dewar";
 *
 * const session = new Session({ username: "alice" });
 * session.get("username"); // "alice"
 * ```
 */
export const Session: SessionConstructor = SecureCookieSession as unknown as SessionConstructor;

/** @internal A session over a dictionary that is opened at the first touch. */
export function sessionOver<Data>(dictionary: Dictionary): Session<Data> {
  return new SecureCookieSession(dictionary) as unknown as Session<Data>;
}
