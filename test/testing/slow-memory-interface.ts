// Sessions in a store that has to be waited for: it can be slow, fail, or never answer.
import { randomUUID } from "node:crypto";
import {
  fillSession,
  type RequestInfo,
  Session,
  type SessionCommit,
  SessionInterface,
} from "dewar";

const WEEK_SECONDS = 7 * 24 * 60 * 60;
const MILLISECONDS = 5;

export type Hook = "load" | "persist";

/** What a trip to the store does. */
export const TRIPS: {
  readonly slow: () => Promise<void>;
  readonly failing: () => Promise<void>;
  readonly never: () => Promise<void>;
} = {
  slow: () => new Promise((resolve) => setTimeout(resolve, MILLISECONDS)),
  failing: () => Promise.reject(new Error("the store is down")),
  never: () => new Promise(() => {}),
};

/** Keeps the data here, and an id in a cookie. */
export class SlowMemoryInterface extends SessionInterface {
  /** What each trip does. */
  readonly trips: Record<Hook, () => Promise<void>> = { load: TRIPS.slow, persist: TRIPS.slow };
  /** The trips so far. */
  readonly seen: Hook[] = [];
  readonly errors: unknown[] = [];
  override readonly waitSeconds: number;
  readonly kept: Map<string, Record<string, unknown>> = new Map();
  readonly name: string;
  readonly #ids = new WeakMap<object, string>();

  /** @param waitSeconds - short, for a store that never answers @param name - of the cookie */
  constructor(waitSeconds = 2, name = "sid") {
    super();
    this.waitSeconds = waitSeconds;
    this.name = name;
  }

  openSession(cookieHeader: string | null | undefined, info: RequestInfo = {}): Session {
    const pairs = (cookieHeader ?? "").split("; ");
    const id = pairs.find((pair) => pair.startsWith(`${this.name}=`))?.slice(this.name.length + 1);
    const { replace } = info;
    const session = new Session(
      {},
      { ...info, replace: replace && ((next) => this.#move(session, next, replace)) },
    );
    if (id !== undefined) this.#ids.set(session, id);
    return session;
  }

  /** The new session takes the place of the old one, in the store as well. */
  #move(session: object, next: object, replace: (next: object) => void): void {
    const id = this.#ids.get(session);
    if (id !== undefined) this.kept.delete(id);
    replace(next);
  }

  override load(session: Session): Promise<void> | undefined {
    const id = this.#ids.get(session);
    return id === undefined ? undefined : this.#fetch(session, id);
  }

  async #fetch(session: Session, id: string): Promise<void> {
    this.seen.push("load");
    await this.trips.load();
    const data = this.kept.get(id);
    if (data === undefined) this.#ids.delete(session);
    else fillSession(session, structuredClone(data));
  }

  override persist(session: Session): Promise<void> | undefined {
    return session.accessed && session.modified ? this.#keep(session) : undefined;
  }

  async #keep(session: Session): Promise<void> {
    this.seen.push("persist");
    const data = structuredClone(Object.fromEntries(session));
    await this.trips.persist();
    const id = this.#ids.get(session);
    if (Object.keys(data).length > 0) {
      const kept = id ?? randomUUID();
      this.kept.set(kept, data);
      this.#ids.set(session, kept);
    } else if (id !== undefined) this.kept.delete(id);
  }

  commit(session: Session): SessionCommit {
    if (!session.accessed) return { cookies: [], vary: false };
    if (!session.modified) return { cookies: [], vary: true };
    const cookie = { name: this.name, sameSite: "Lax" } as const;
    const id = this.#ids.get(session);
    if (id === undefined || !this.kept.has(id))
      return { cookies: [{ ...cookie, value: "", maxAge: 0 }], vary: true };
    const lifetime = session.permanent ? { maxAge: WEEK_SECONDS } : {};
    return { cookies: [{ ...cookie, ...lifetime, value: id }], vary: true };
  }

  override reportError(error: unknown): void {
    this.errors.push(error);
  }
}
