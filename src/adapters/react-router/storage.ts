import {
  loadWith,
  persistWith,
  type SessionSource,
  saveWith,
  toSessionInterface,
} from "../../host/index.ts";
import { openSession } from "../../host/web/index.ts";
import { type SetCookie, setCookieLine } from "../../http/index.ts";
import type { SessionCommit, SessionInterface } from "../../policy/index.ts";
import {
  type AnyData,
  type AnySession,
  type DataOf,
  type Session,
  takeMessages,
  waitingMessages,
} from "../../session/index.ts";

/** React Router's `Session`, on top of dewar's. A flashed value is one of Flask's messages; its name is the category. */
export interface RouterSession<Data = AnyData, FlashData = Data> {
  /** Empty: the session is in the cookie. */
  readonly id: string;
  /** The session's data. */
  readonly data: Partial<Data>;
  /** Whether the key, or a flashed value of this name, exists. */
  has(name: (keyof Data | keyof FlashData) & string): boolean;
  /** The value of a key. If there is none, consumes and returns the value last flashed under this name. */
  get<Key extends (keyof Data | keyof FlashData) & string>(
    name: Key,
  ):
    | (Key extends keyof Data ? Data[Key] : undefined)
    | (Key extends keyof FlashData ? FlashData[Key] : undefined)
    | undefined;
  /** Sets a key. */
  set<Key extends keyof Data & string>(name: Key, value: Data[Key]): void;
  /** Leaves a value for the next request that reads it. */
  flash<Key extends keyof FlashData & string>(name: Key, value: FlashData[Key]): void;
  /** Removes a key. */
  unset(name: keyof Data & string): void;
}

/** The result of {@link CookieSessionStorage.getSession}: React Router's session, with dewar's inside. */
export interface StoredSession<Data = AnyData, FlashData = Data>
  extends RouterSession<Data, FlashData> {
  /** The same session as everywhere in dewar: `permanent`, `status`, `getFlashedMessages`, ... */
  readonly session: Session<Data>;
}

/** How long the browser keeps the cookie. The other attributes are options of the storage. */
export interface CommitOptions {
  /** In seconds. Default: follows `permanent`. */
  maxAge?: number | undefined;
  /** Default: follows `permanent`. */
  expires?: Date | undefined;
}

/** React Router's `SessionStorage`. */
export interface CookieSessionStorage<Data = AnyData, FlashData = Data> {
  /** The session of a Cookie header or a request. With a request, `secure: "auto"` knows the scheme. */
  getSession(cookies?: string | null | Request): Promise<StoredSession<Data, FlashData>>;
  /** The Set-Cookie header for a session, whether it changed or not. */
  commitSession(session: RouterSession<Data, FlashData>, options?: CommitOptions): Promise<string>;
  /** The Set-Cookie header that makes the browser drop the session. */
  destroySession(session: RouterSession<Data, FlashData>): Promise<string>;
}

class CookieSession {
  readonly id = "";
  readonly session: AnySession;
  /** The Set-Cookie header, once it was asked for. */
  committed: SessionCommit | undefined;

  constructor(session: AnySession) {
    this.session = session;
  }

  get data(): AnyData {
    return Object.fromEntries(this.session);
  }

  has(name: string): boolean {
    return this.session.has(name) || waitingMessages(this.session, name).length > 0;
  }

  get(name: string): unknown {
    if (this.session.has(name)) return this.session.get(name);
    return takeMessages(this.session, name).at(-1)?.[1];
  }

  set(name: string, value: unknown): void {
    this.session.set(name, value);
  }

  flash(name: string, value: unknown): void {
    this.session.flash(value, name);
  }

  unset(name: string): void {
    this.session.delete(name);
  }
}

/**
 * A session storage in Flask's cookie. It replaces React Router's and Remix' function of this name.
 * Flashed values are Flask's flashed messages, so each side can show the messages of the other.
 *
 * The storage does not see the response, so it sets no `Vary` and no `Cache-Control`. For
 * `cookie.secure: "auto"`, pass the request itself to `getSession`; with a Cookie header alone it
 * assumes http.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @returns the storage
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts
 * import { createCookieSessionStorage } from "dewar/react-router";
 *
 * export const { getSession, commitSession, destroySession } = createCookieSessionStorage({
 *   secretKey: process.env.SECRET_KEY,
 * });
 * ```
 */
export function createCookieSessionStorage<Data = AnyData, FlashData = DataOf<Data>>(
  source: SessionSource<Data>,
): CookieSessionStorage<DataOf<Data>, FlashData> {
  const sessions: SessionInterface<Data> = toSessionInterface(source);

  async function commit(given: object): Promise<SetCookie | undefined> {
    if (!(given instanceof CookieSession))
      throw new TypeError(
        "expected a session that getSession of this storage returned, got another.",
      );
    if (given.committed === undefined) {
      const session = given.session as Session<Data>;
      session.modified = true;
      if (sessions.persist) await persistWith(sessions, session);
      given.committed = saveWith(sessions, session, new Headers());
    }
    const { cookies = [] } = given.committed ?? {};
    if (cookies.length > 1)
      throw new TypeError(
        `commitSession expected a session interface that sets one cookie, got one that sets ${cookies.length}. ` +
          "A storage of React Router gives one Set-Cookie header. Use the session middleware instead.",
      );
    return cookies[0];
  }

  return {
    async getSession(cookies) {
      const opened =
        cookies instanceof Request
          ? openSession(sessions, cookies)
          : sessions.openSession(cookies, { request: undefined });
      if (sessions.load) await loadWith(sessions, opened, undefined);
      return new CookieSession(opened as AnySession) as unknown as StoredSession<
        DataOf<Data>,
        FlashData
      >;
    },

    async commitSession(session, options = {}) {
      const cookie = await commit(session);
      return cookie === undefined ? "" : setCookieLine(withLifetime(cookie, options));
    },

    async destroySession(session) {
      (session as unknown as CookieSession).session.clear();
      const cookie = await commit(session);
      return cookie === undefined ? "" : setCookieLine(cookie);
    },
  };
}

function withLifetime(cookie: SetCookie, options: CommitOptions): SetCookie {
  const { maxAge, expires, ...others } = options;
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new TypeError(
      `commitSession expected maxAge or expires, got "${other}". A browser drops a cookie only with ` +
        "the attributes it was set with: give them once, as options.cookie of the storage.",
    );
  if (maxAge === undefined && expires === undefined) return cookie;
  return { ...cookie, maxAge, expires };
}
