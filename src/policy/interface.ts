import type { HeadersLike } from "../http/index.ts";
import { TaggedJSONSerializer } from "../json/index.ts";
import {
  type KeptRequestInfo,
  NullSessionError,
  type Opened,
  openedEmpty,
  type Session,
  type SessionData,
  SessionState,
  sessionOver,
  stateOf,
} from "../session/index.ts";
import { commitSession, type SessionCommit } from "./commit.ts";
import { reportError } from "./report-error.ts";

/** What there is to know of a request besides its Cookie header. */
export interface RequestInfo extends KeptRequestInfo {
  /** Whether it came over https, as the framework sees it. Default `false`. */
  secure?: boolean;
  /** The framework's own request, for cookie options that are a function. */
  request?: unknown;
}

/**
 * How sessions come out of a request and go into a response. Adapters take one in place of
 * options. A class of your own has two methods, `openSession` and `commit`, which are synchronous. To
 * keep sessions behind a network, add {@link SessionInterface.load} and {@link SessionInterface.persist},
 * which may wait.
 *
 * Flask: `flask.sessions.SessionInterface`.
 *
 * @example
 * ```ts
 * import { type RequestInfo, Session, type SessionCommit, SessionInterface } from "dewar";
 *
 * const DAYS_31 = 31 * 24 * 60 * 60 * 1000;
 * const MINUTE = 60 * 1000;
 *
 * interface Entry {
 *   data: Record<string, unknown>;
 *   expires: number; // milliseconds since 1970
 * }
 *
 * class MemorySessionInterface extends SessionInterface {
 *   readonly #entries = new Map<string, Entry>();
 *   readonly #cameWith = new WeakMap<Session, string>();
 *   #swept = Date.now();
 *
 *   openSession(cookieHeader: string | null | undefined, info: RequestInfo = {}): Session {
 *     const [, id = ""] = /(?:^|; *)sid=([\w-]+)/.exec(cookieHeader ?? "") ?? [];
 *     const entry = this.#entries.get(id);
 *     if (entry === undefined || entry.expires <= Date.now()) return new Session({}, info);
 *     const session = new Session(structuredClone(entry.data), {
 *       ...info,
 *       status: "valid",
 *       replace:
 *         info.replace &&
 *         ((next) => {
 *           this.#cameWith.set(next as Session, id);
 *           info.replace?.(next);
 *         }),
 *     });
 *     this.#cameWith.set(session, id);
 *     return session;
 *   }
 *
 *   commit(session: Session): SessionCommit {
 *     if (!session.accessed) return { cookies: [], vary: false };
 *     if (!session.modified) return { cookies: [], vary: true };
 *     const cookie = { name: "sid", sameSite: "Lax" } as const; // and secure: true, over https
 *     const id = this.#keep(session);
 *     if (id === undefined) return { cookies: [{ ...cookie, value: "", maxAge: 0 }], vary: true };
 *     const lifetime = session.permanent ? { maxAge: DAYS_31 / 1000 } : {};
 *     return { cookies: [{ ...cookie, ...lifetime, value: id }], vary: true };
 *   }
 *
 *   // A new id for each change: nobody can plant one before a login.
 *   #keep(session: Session): string | undefined {
 *     this.#sweep();
 *     const data = Object.fromEntries(session);
 *     const isEmpty = Object.keys(data).length === 0;
 *     const before = this.#entries.get(this.#cameWith.get(session) ?? "");
 *     // After a logout the old id is gone at once; otherwise requests under way may still use it.
 *     if (before) before.expires = isEmpty ? 0 : Math.min(before.expires, Date.now() + MINUTE);
 *     if (isEmpty) return undefined;
 *     const id = crypto.randomUUID();
 *     this.#entries.set(id, { data: structuredClone(data), expires: Date.now() + DAYS_31 });
 *     return id;
 *   }
 *
 *   // Removes what has expired, at most once a minute.
 *   #sweep(): void {
 *     if (Date.now() - this.#swept < MINUTE) return;
 *     this.#swept = Date.now();
 *     for (const [id, { expires }] of this.#entries)
 *       if (expires <= this.#swept) this.#entries.delete(id);
 *   }
 * }
 * ```
 */
export abstract class SessionInterface<Data = SessionData> {
  /**
   * The session of a request. Never throws for what a visitor sent.
   *
   * @param cookieHeader - the Cookie header, if there is one
   * @param info - what else there is to know of the request
   *
   * Flask: `open_session`.
   */
  abstract openSession(cookieHeader: string | null | undefined, info?: RequestInfo): Session<Data>;

  /**
   * Fetches what a session holds, and gives it to the session with `fillSession`. Runs after
   * {@link openSession} and before the application. Leave it out if `openSession` knows everything.
   *
   * If it fails or takes longer than {@link waitSeconds}, the request fails: the framework's error page
   * gets the error, and a session with the status `"unavailable"`, which cannot be written.
   *
   * @param session - what {@link openSession} returned
   * @param signal - is aborted after {@link waitSeconds}
   * @returns a promise to wait for; `undefined` if there is nothing to wait for
   */
  load?(session: Session<Data>, signal: AbortSignal): Promise<void> | undefined;

  /**
   * Brings the changes of a session (see `changesOf`) to where they are kept. Runs before
   * {@link commit}, and before the first byte of the response leaves. Runs once more where an error page
   * takes the place of the first answer.
   *
   * Take what you need of the session before the first `await`: from then on it is closed, so that a
   * write throws {@link SessionCommittedError}, and lists in it cannot be copied.
   *
   * If it fails or takes longer than {@link waitSeconds}, the response becomes an error page, without
   * the cookie.
   *
   * @param session - what {@link openSession} returned, or what took its place at `regenerate()`
   * @param signal - is aborted after {@link waitSeconds}
   * @returns a promise to wait for; `undefined` if there is nothing to wait for
   */
  persist?(session: Session<Data>, signal: AbortSignal): Promise<void> | undefined;

  /** How long a request waits for {@link load} and for {@link persist}, each. In seconds. Default 2. */
  readonly waitSeconds?: number;

  /**
   * What the response has to say about a session, just before its headers leave. It is asked for once;
   * again only where an error page takes the place of the first answer.
   *
   * @param session - what {@link openSession} returned
   * @param headers - those of the response, to look at
   */
  abstract commit(session: Session<Data>, headers: HeadersLike): SessionCommit;

  /**
   * Saves a session into the headers of a response, and closes it, so that a later write throws. A
   * second call does nothing. Override {@link commit} to change what is saved. What overrides this
   * method has to call it.
   *
   * @param session - what {@link openSession} returned
   * @param headers - web `Headers`, or anything with its `get`, `set` and `append`
   * @throws what {@link commit} throws; the session stays open then, and no cookie is set
   *
   * Flask: `save_session`.
   */
  saveSession(session: Session<Data>, headers: HeadersLike): void {
    commitSession(this, session, headers);
  }

  /**
   * Throws what {@link commit} would throw now, and changes nothing. Adapters call it where their
   * framework can still answer with an error page, and cannot any more when the headers leave.
   * Default: does nothing.
   */
  checkSession(_session: Session<Data>): void {}

  /**
   * Whether a session that is there already is the one that this interface would open for the same
   * request. A second middleware then uses it, rather than save a cookie of the same name twice.
   *
   * @param session - one that this interface or another opened
   * @param _request - the framework's own request
   */
  isSame(session: object, _request?: unknown): boolean {
    return stateOf(session).openedBy === this;
  }

  /**
   * Told of each session that could not be opened, loaded or saved, by adapters, whose answer is an
   * error then.
   * Default: a warning of the process, once for each kind of error. Override it to log each of them.
   *
   * @param error - what was thrown: {@link SessionTooLargeError}, an error of a serializer, ...
   * @param request - the framework's own request
   */
  reportError(error: unknown, request?: unknown): void {
    reportError(undefined, error, request);
  }

  /** An empty session that can be read and not written: there is no secret key. Flask: `make_null_session`. */
  makeNullSession(): Session<Data> {
    return sessionOver(new NullState(serializer));
  }

  /** Whether {@link makeNullSession} made it. Flask: `is_null_session`. */
  isNullSession(session: Session<Data>): boolean {
    return stateOf(session) instanceof NullState;
  }
}

const serializer = new TaggedJSONSerializer();

class NullState extends SessionState {
  protected open(): Opened {
    return openedEmpty("new");
  }

  override beforeWrite(): never {
    throw new NullSessionError();
  }
}
