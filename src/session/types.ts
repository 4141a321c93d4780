import type { SessionData } from "./session-data.ts";

/** Data of a session nobody has described: any key, any value. */
// biome-ignore lint/suspicious/noExplicitAny: the one place for it, as in Flask
export type AnyData = Record<string, any>;

/** Why a session is what it is. */
export type SessionStatus =
  /** No cookie came. */
  | "new"
  /** The cookie was good. */
  | "valid"
  /** The cookie was signed with a fallback key or digest; this response re-signs it. */
  | "valid-old-key"
  /** The cookie was too old, or signed by a host whose clock is ahead. */
  | "expired"
  /** The cookie was changed, or signed with a key that is not known here, or too late for a retired one. */
  | "bad-signature"
  /** The cookie was signed with our key, but is unreadable. */
  | "malformed";

/** Why a cookie was refused. */
export type RejectReason = Extract<SessionStatus, "expired" | "bad-signature" | "malformed">;

/** What {@link SessionOptions.onReject} learns besides the reason. */
export interface RejectContext {
  /** The framework's own request, of the type that the adapter gives; `undefined` without an adapter. */
  request: never;
}

/** What {@link SessionOptions.onDuplicate} learns. */
export interface DuplicateContext {
  /** The framework's own request, of the type that the adapter gives; `undefined` without an adapter. */
  request: never;
}

/** Origin of a session's initial data. A custom interface passes its `RequestFacts` through. */
export interface SessionOrigin {
  /** Why the session is what it is. Default `"new"`; `"valid"` for data of an earlier visit. */
  status?: SessionStatus;
  /** Whether nobody will see the response. Flashed messages stay then. Default `false`. */
  unseen?: boolean;
  /** Puts a new session where this one is found, when it is regenerated. */
  replace?: ((next: object) => void) | undefined;
  /** Whether no cookie can leave any more, because the connection was upgraded. A write throws then. */
  isCutOff?: (() => boolean) | undefined;
}

/** What {@link SessionMethods.getFlashedMessages} shows. */
export interface GetFlashedMessagesOptions {
  /** Give `[category, message]` pairs. Default `false`. Flask: `with_categories`. */
  withCategories?: boolean;
  /** Only messages of these categories; the others are gone all the same. Default: all. Flask: `category_filter`. */
  categoryFilter?: readonly string[];
}

type Key<Data> = keyof Data & string;

/** Called when it is done, with the error if there was one. */
export type SessionCallback = (error?: unknown) => void;

/** What a session has besides its data. These names reach data only through `get` and `set`. */
export interface SessionMethods<Data> {
  /** The value of a key, or the default when there is none. Flask: `session.get`. */
  get<K extends Key<Data>>(key: K): Data[K] | undefined;
  get<K extends Key<Data>>(key: K, defaultValue: Data[K]): Data[K];
  get<K extends Key<Data>, Default>(key: K, defaultValue: Data[K] | Default): Data[K] | Default;
  /** Sets a key, whatever its name. Flask: `session[key] = value`. */
  set<K extends Key<Data>>(key: K, value: Data[K]): void;
  /** Whether there is the key. Flask: `key in session`. */
  has(key: Key<Data>): boolean;
  /** Removes a key; whether it was there. Flask: `del session[key]`. */
  delete(key: Key<Data>): boolean;
  /** Removes a key and gives its value, or the default when there is none. Flask: `session.pop`. */
  pop<K extends Key<Data>>(key: K): Data[K] | undefined;
  pop<K extends Key<Data>>(key: K, defaultValue: Data[K]): Data[K];
  pop<K extends Key<Data>, Default>(key: K, defaultValue: Data[K] | Default): Data[K] | Default;
  /** The value of a key, which is set to the default first when there is none. Flask: `session.setdefault`. */
  setDefault<K extends Key<Data>>(key: K, defaultValue: Data[K]): Data[K];
  /** Sets many keys. Flask: `session.update`. */
  update(data: Partial<Data> | Iterable<readonly [Key<Data>, unknown]>): void;
  /** Removes every key; the browser is told to drop the cookie. Flask: `session.clear`. */
  clear(): void;
  /** The keys and their values. Python: `session.items()`. */
  [Symbol.iterator](): IterableIterator<[Key<Data>, Data[Key<Data>]]>;

  /**
   * Whether the cookie outlives the browser, for `permanentSessionLifetime`. Default `false`: it
   * ends with the browser. Flask: `session.permanent`.
   */
  permanent: boolean;
  /** Whether there was no usable cookie. Flask: `session.new`. */
  readonly new: boolean;
  /**
   * Whether there is something to save. Changes inside of values are seen too. Set it to `false`
   * to forget what changed so far, to `true` to save in any case. Flask: `session.modified`.
   */
  modified: boolean;
  /** Whether anybody looked at the session, so that the response depends on the cookie. Flask: `session.accessed`. */
  readonly accessed: boolean;
  /** Why the session is what it is. Flask has no such thing. */
  readonly status: SessionStatus;

  /**
   * Begins a new session without data, for instance at login: what the old one held is gone from the
   * cookie, except flashed messages. On a request, `req.session` is another object afterwards and the
   * old one keeps its data, as Passport expects; elsewhere the session is emptied where it is.
   * express-session: `regenerate`.
   */
  regenerate(): Promise<void>;
  regenerate(callback: SessionCallback): void;
  /** Nothing to wait for: the session is saved when the headers leave. express-session: `save`. */
  save(): Promise<void>;
  save(callback: SessionCallback): void;
  /** Forgets every change since the cookie came. express-session: `reload`. */
  reload(): Promise<void>;
  reload(callback: SessionCallback): void;
  /** The same as {@link clear}. express-session: `destroy`. */
  destroy(): Promise<void>;
  destroy(callback: SessionCallback): void;
  /** Sends the cookie again, so that it lasts from now on. express-session: `touch`. */
  touch(): Promise<void>;
  touch(callback: SessionCallback): void;

  /**
   * Leaves a message for the next page.
   *
   * @param message - a string, {@link Markup}, or anything the session can hold
   * @param category - say `"error"`, `"success"`. Default `"message"`.
   *
   * Flask: `flash`.
   */
  flash(message: unknown, category?: string): void;
  /**
   * The messages left so far, each shown once: the first call takes them out of the session, later
   * calls in the same request give them again. Flask: `get_flashed_messages`.
   */
  getFlashedMessages<Message = string>(
    options: GetFlashedMessagesOptions & { withCategories: true },
  ): [category: string, message: Message][];
  getFlashedMessages<Message = string>(
    options?: GetFlashedMessagesOptions & { withCategories?: false },
  ): Message[];
}

/** Names that are the session's own: data under them is reached through `get` and `set`. */
export type ReservedName = keyof SessionMethods<AnyData> & string;

/** The data behind a session type: any key until something is declared. */
export type DataOf<Data> = [keyof Data] extends [never] ? AnyData : Data;

/** The data as properties. A choice inside of the session's type, and not around it, keeps its name in editors. */
type Properties<Data> = [keyof Data] extends [never]
  ? // biome-ignore lint/suspicious/noExplicitAny: the one place for it, as in Flask
    { [key: string]: any }
  : Omit<Partial<Data>, ReservedName>;

/**
 * A dictionary that lives in the visitor's cookie, signed. Read and write it like an object;
 * what is changed is saved with the response.
 *
 * Flask: `flask.sessions.SecureCookieSession`.
 */
export type Session<Data = SessionData> = SessionMethods<DataOf<Data>> & Properties<Data>;

/** A session with undeclared data. */
export interface AnySession extends SessionMethods<AnyData> {
  // biome-ignore lint/suspicious/noExplicitAny: the one place for it, as in Flask
  [key: string]: any;
}
