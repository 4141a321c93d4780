// Sessions in memory: what a third party would write, and has to prove.
import { randomUUID } from "node:crypto";
import { type RequestInfo, Session, type SessionCommit, SessionInterface } from "dewar";

const WEEK_SECONDS = 7 * 24 * 60 * 60;

/** Keeps the data here, and an id in the cookie: a new id for each change, so that no copy is written twice. */
export class MemorySessionInterface extends SessionInterface {
  readonly #kept = new Map<string, Record<string, unknown>>();

  openSession(cookieHeader: string | null | undefined, info: RequestInfo = {}): Session {
    const [, id = ""] = /(?:^|; )sid=([\w-]+)/.exec(cookieHeader ?? "") ?? [];
    const data = this.#kept.get(id);
    return new Session(structuredClone(data), { ...info, status: data ? "valid" : "new" });
  }

  commit(session: Session): SessionCommit {
    if (!session.accessed) return { cookies: [], vary: false };
    if (!session.modified) return { cookies: [], vary: true };
    const cookie = { name: "sid", sameSite: "Lax" } as const;
    const data = Object.fromEntries(session);
    if (Object.keys(data).length === 0)
      return { cookies: [{ ...cookie, value: "", maxAge: 0 }], vary: true };
    const value = randomUUID();
    this.#kept.set(value, structuredClone(data));
    const lifetime = session.permanent ? { maxAge: WEEK_SECONDS } : {};
    return { cookies: [{ ...cookie, ...lifetime, value }], vary: true };
  }
}
