import { SecureCookieSessionInterface } from "../cookie/index.ts";
// From the package's own door: so `declare module "dewar"` finds it where only an adapter is imported.
import type { SessionOptions } from "../index.ts";
import type { SessionInterface } from "../policy/index.ts";
import { SessionOptionsError } from "../session/index.ts";

/** What every adapter takes: options for cookie sessions, or an interface of one's own. */
export type SessionSource<Data> = SessionOptions | SessionInterface<Data>;

/** The interface behind what an adapter was given. */
export function interfaceOf<Data>(source: SessionSource<Data>): SessionInterface<Data> {
  if (isSessionInterface<Data>(source)) return source;
  if (source === undefined) throw new SessionOptionsError(NOTHING_GIVEN);
  return new SecureCookieSessionInterface(source);
}

const NOTHING_GIVEN =
  "session expected options, got none. Pass the key: session({ secretKey: process.env.SECRET_KEY }).";

/**
 * Whether it opens and saves sessions. By its methods and not by its class: where a project has two
 * copies of this package, the class of one is unknown to the other.
 */
function isSessionInterface<Data>(source: unknown): source is SessionInterface<Data> {
  if (typeof source !== "object" || source === null) return false;
  const { openSession, saveSession } = source as Partial<SessionInterface<Data>>;
  return typeof openSession === "function" && typeof saveSession === "function";
}

/** How an adapter hands over the session. */
export interface AdapterOptions<Property extends string = "session"> {
  /**
   * The name under which a request carries its session: another one for a second session of the same
   * application, whose cookie has another name then, too. Default `"session"`.
   */
  property?: Property;
}
