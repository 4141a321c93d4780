/** Undeclared data: any key, any value. */
// biome-ignore lint/suspicious/noExplicitAny: undeclared data may be anything, as in Flask
export type AnyData = Record<string, any>;

/** Where the data of a session came from, or why there is none. */
export type SessionStatus =
  /** No cookie came. */
  | "new"
  /** The cookie was valid. */
  | "valid"
  /** The cookie was valid, but signed with a fallback key or digest; this response re-signs it. */
  | "valid-old-key"
  /** The cookie was too old, or signed by a host whose clock is ahead. */
  | "expired"
  /** The cookie was changed, or signed with a key that is not known here, or too late for a retired one. */
  | "bad-signature"
  /** The cookie was signed with our key, but is unreadable. */
  | "malformed"
  /** It could not be loaded: the store behind the session interface does not answer. It is empty, and cannot be written. */
  | "unavailable";

/** Why a cookie was rejected. */
export type RejectReason = Extract<SessionStatus, "expired" | "bad-signature" | "malformed">;

/** What {@link SessionOptions.onReject} gets besides the reason. */
export interface RejectContext {
  /** The framework's own request, of the type that the adapter gives; `undefined` without an adapter. */
  request: never;
}

/** What {@link SessionOptions.onDuplicate} gets. */
export interface DuplicateContext {
  /** The framework's own request, of the type that the adapter gives; `undefined` without an adapter. */
  request: never;
}

/** What a session keeps of the `RequestInfo` of its request. */
export interface KeptRequestInfo {
  /**
   * Whether flashed messages are shown without consuming them, because no person sees the response: a
   * HEAD request, or a page loaded ahead (prefetch). Default `false`.
   */
  keepFlashes?: boolean;
  /**
   * Called by `regenerate()` with the new session: puts it on the request in place of this one.
   * Without it, `regenerate()` empties this one.
   */
  replace?: ((next: object) => void) | undefined;
  /** Whether no cookie can be sent any more, because the connection was upgraded. A write throws then. */
  isCutOff?: (() => boolean) | undefined;
}

/** What {@link SessionMethods.getFlashedMessages} shows. */
export interface GetFlashedMessagesOptions {
  /** Give `[category, message]` pairs. Default `false`. Flask: `with_categories`. */
  withCategories?: boolean;
  /** Only messages of these categories; the others are consumed all the same. Default: all. Flask: `category_filter`. */
  categoryFilter?: readonly string[];
}

type Key<Data> = keyof Data & string;

/** Called at the end, with the error if there was one. */
export type SessionCallback = (error?: unknown) => void;

/** What a session has besides its data. To store data under one of these names, use `get` and `set`. */
export interface SessionMethods<Data> {
  /** The value of a key, or the default if there is no such key. Flask: `session.get`. */
  get<K extends Key<Data>>(key: K): Data[K] | undefined;
  get<K extends Key<Data>>(key: K, defaultValue: Data[K]): Data[K];
  get<K extends Key<Data>, Default>(key: K, defaultValue: Data[K] | Default): Data[K] | Default;
  /** Sets a key of any name. Flask: `session[key] = value`. */
  set<K extends Key<Data>>(key: K, value: Data[K]): void;
  /** Whether the key exists. Flask: `key in session`. */
  has(key: Key<Data>): boolean;
  /** Removes a key, and returns whether it was there. Flask: `del session[key]`. */
  delete(key: Key<Data>): boolean;
  /** Removes a key and returns its value, or the default if there is no such key. Flask: `session.pop`. */
  pop<K extends Key<Data>>(key: K): Data[K] | undefined;
  pop<K extends Key<Data>>(key: K, defaultValue: Data[K]): Data[K];
  pop<K extends Key<Data>, Default>(key: K, defaultValue: Data[K] | Default): Data[K] | Default;
  /** Returns the value of a key. If there is no such key, sets it to the default first. Flask: `session.setdefault`. */
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
   * Whether there is something to save. Nested changes count too. Set it to `false` to discard the
   * changes so far, or to `true` to save in any case. Flask: `session.modified`.
   */
  modified: boolean;
  /** Whether anything read or wrote the session, so that the response depends on the cookie. Flask: `session.accessed`. */
  readonly accessed: boolean;
  /** Where the data came from, or why there is none. Flask has no equivalent. */
  readonly status: SessionStatus;

  /**
   * Begins a new session without data, for instance at login. The old data is removed from the cookie,
   * except flashed messages. On a request, `req.session` is another object afterwards, and the old
   * object keeps its data, as Passport expects. Elsewhere this object itself is emptied.
   * express-session: `regenerate`.
   */
  regenerate(): Promise<void>;
  regenerate(callback: SessionCallback): void;
  /** Does nothing and finishes at once: the session is saved when the headers leave. express-session: `save`. */
  save(): Promise<void>;
  save(callback: SessionCallback): void;
  /** Discards every change since the cookie was read. express-session: `reload`. */
  reload(): Promise<void>;
  reload(callback: SessionCallback): void;
  /** The same as {@link clear}. express-session: `destroy`. */
  destroy(): Promise<void>;
  destroy(callback: SessionCallback): void;
  /** Sends the cookie again, so that its lifetime starts over. express-session: `touch`. */
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
   * The messages left so far. The first call consumes them; later calls in the same request return
   * them again. Flask: `get_flashed_messages`.
   */
  getFlashedMessages<Message = string>(
    options: GetFlashedMessagesOptions & { withCategories: true },
  ): [category: string, message: Message][];
  getFlashedMessages<Message = string>(
    options?: GetFlashedMessagesOptions & { withCategories?: false },
  ): Message[];
}

/** Names of the session's own members. To store data under one of them, use `get` and `set`. */
export type ReservedName = keyof SessionMethods<AnyData> & string;

/** The data of a session type: any key, until keys are declared. */
export type DataOf<Data> = [keyof Data] extends [never] ? AnyData : Data;

/** The data as properties. The condition is inside the session's type, not around it, so that editors show the type's name. */
export type Properties<Data> = [keyof Data] extends [never]
  ? // biome-ignore lint/suspicious/noExplicitAny: the one place for it, as in Flask
    { [key: string]: any }
  : Omit<Partial<Data>, ReservedName>;

/** A session with undeclared data. */
export interface AnySession extends SessionMethods<AnyData> {
  // biome-ignore lint/suspicious/noExplicitAny: undeclared data may be anything, as in Flask
  [key: string]: any;
}
