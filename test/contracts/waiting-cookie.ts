// Where the sessions of the contract's applications are: in the cookie, at once, or after a wait, as if
// a store behind a network had to be asked. The same cookies are to come out of both.
import {
  SecureCookieSessionInterface,
  type Session,
  type SessionCommit,
  type SessionInterface,
  type SessionOptions,
} from "dewar";

/** Makes what an adapter takes from the options of one of the sessions. */
export type Sessions = (options: SessionOptions) => SessionOptions | SessionInterface;

/** Cookies, which nothing has to wait for. */
export const inCookies: Sessions = (options) => ({ ...options });

const sleep = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

type Given<Method extends "openSession" | "commit"> = Parameters<
  SecureCookieSessionInterface[Method]
>;

/**
 * Cookies that are waited for. It throws where an adapter does not wait: if the application has the
 * session before `load` has ended, or if the session is saved before `persist` has ended.
 */
class WaitingCookieInterface extends SecureCookieSessionInterface {
  readonly #loading = new WeakSet<object>();
  /** The sessions that `persist` has ended for, since they were saved last. */
  readonly #persisted = new WeakSet<object>();

  override openSession(...given: Given<"openSession">): Session {
    const session = super.openSession(...given);
    this.#loading.add(session);
    return session;
  }

  override async load(session: Session): Promise<void> {
    await sleep();
    if (session.accessed) throw new Error("The application had the session before it was loaded.");
    this.#loading.delete(session);
  }

  override async persist(session: Session): Promise<void> {
    if (this.#loading.has(session))
      throw new Error("The response was to leave before the session was loaded.");
    await sleep();
    this.#persisted.add(session);
  }

  override commit(...[session, headers]: Given<"commit">): SessionCommit {
    if (!this.#persisted.delete(session))
      throw new Error("The session was saved before its changes were where they are kept.");
    return super.commit(session, headers);
  }
}

/** Cookies that are waited for, a few milliseconds, before the application runs and before they are set. */
export function waiting(options: SessionOptions): SessionInterface {
  return new WaitingCookieInterface(options);
}
