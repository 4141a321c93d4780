// A store that a visitor's cookie tells to fail or never to answer, for servers that run in a process of
// their own. And it tells how many errors were reported so far.
import type { RequestInfo, Session, SessionCommit } from "dewar";
import { contractApplication } from "dewar/testing";
import { type Hook, SlowMemoryInterface, TRIPS } from "../testing/slow-memory-interface.ts";
import { inCookies, type Sessions } from "./waiting-cookie.ts";

/** Short: what never answers is waited for in many cases. */
const WAIT_SECONDS = 0.05;

/** The cookie that makes a trip fail. */
export const tripThat = (hook: Hook, how: keyof typeof TRIPS): string => `trip=${hook}.${how}`;

/** The cookie that asks how many errors were reported; a cookie of the response says it. */
export const PROBE = "trip=probe";
const REPORTED = "reported";

class ToldStore extends SlowMemoryInterface {
  readonly #told = new WeakMap<object, string>();

  constructor() {
    super(WAIT_SECONDS);
  }

  override openSession(cookieHeader: string | null | undefined, info?: RequestInfo): Session {
    const session = super.openSession(cookieHeader, info);
    const [, told] = /(?:^|; )trip=([\w.]+)/.exec(cookieHeader ?? "") ?? [];
    if (told !== undefined) this.#told.set(session, told);
    return session;
  }

  override load(session: Session): Promise<void> | undefined {
    return this.#trip("load", session) ?? super.load(session);
  }

  override persist(session: Session): Promise<void> | undefined {
    return this.#trip("persist", session) ?? super.persist(session);
  }

  #trip(hook: Hook, session: Session): Promise<void> | undefined {
    const [told, how] = this.#told.get(session)?.split(".") ?? [];
    return told === hook ? TRIPS[how as keyof typeof TRIPS]() : undefined;
  }

  override commit(session: Session): SessionCommit {
    const { cookies, vary } = super.commit(session);
    if (this.#told.get(session) !== "probe") return { cookies, vary };
    return { cookies: [...cookies, { name: REPORTED, value: `${this.errors.length}` }], vary };
  }
}

const store = new ToldStore();

/** The first session of the contract's application is in the store, the others are in cookies. */
export const told: Sessions = (options) =>
  options === contractApplication.options.session ? store : inCookies(options);

/** How many errors a server's store has reported. */
export async function reportedOf(url: string): Promise<number> {
  const response = await fetch(`${url}/nothing/text`, { headers: { cookie: PROBE } });
  const lines = response.headers.getSetCookie();
  return Number(lines.find((line) => line.startsWith(`${REPORTED}=`))?.match(/\d+/)?.[0]);
}
