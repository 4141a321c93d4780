import { SecureCookieSessionInterface } from "../cookie/index.ts";
// Imported from the package's main entry, so that `declare module "dewar"` works where only an adapter is imported.
import type { SessionOptions } from "../index.ts";
import type { SessionInterface } from "../policy/index.ts";
import { SessionOptionsError } from "../session/index.ts";

/** The first argument of every adapter: options for cookie sessions, or a session interface. */
export type SessionSource<Data> = SessionOptions | SessionInterface<Data>;

/** The session interface of an adapter's first argument. */
export function toSessionInterface<Data>(source: SessionSource<Data>): SessionInterface<Data> {
  if (isSessionInterface<Data>(source)) return source;
  if (source === undefined) throw new SessionOptionsError(NOTHING_GIVEN);
  if (source !== null && Object.hasOwn(source, "store")) {
    const { store, ...options } = source;
    if (typeof store?.sessionInterface === "function") return store.sessionInterface(source);
    // Without a store, such as in development, the sessions are in the cookie.
    if (store === undefined) return new SecureCookieSessionInterface(options);
  }
  return new SecureCookieSessionInterface(source);
}

const NOTHING_GIVEN =
  "session expected options, got none. Pass the key: session({ secretKey: process.env.SECRET_KEY }).";

/**
 * Whether a value is a session interface. Recognised by its methods, not by its class: if a project
 * has two copies of this package, one does not know the classes of the other.
 */
function isSessionInterface<Data>(source: unknown): source is SessionInterface<Data> {
  if (typeof source !== "object" || source === null) return false;
  const { openSession, saveSession } = source as Partial<SessionInterface<Data>>;
  return typeof openSession === "function" && typeof saveSession === "function";
}

/** Under which name an adapter provides the session. */
export interface AdapterOptions<Property extends string = "session"> {
  /**
   * The session's name on the request. A second session in the same application needs another name,
   * and another cookie name. Default `"session"`.
   */
  property?: Property;
}
