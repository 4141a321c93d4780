// Sessions in memory: what a third party would write, and has to prove.
import { randomUUID } from "node:crypto";
import { type HeadersLike, type RequestFacts, Session, SessionInterface } from "dewar";

const WEEK_SECONDS = 7 * 24 * 60 * 60;

/** Keeps the data here, and an id in the cookie: a new id for each change, so that no copy is written twice. */
export class MemorySessionInterface extends SessionInterface {
  readonly #kept = new Map<string, Record<string, unknown>>();

  openSession(cookieHeader: string | null | undefined, facts: RequestFacts = {}): Session {
    const [, id = ""] = /(?:^|; )sid=([\w-]+)/.exec(cookieHeader ?? "") ?? [];
    const data = this.#kept.get(id);
    return new Session(structuredClone(data), { ...facts, status: data ? "valid" : "new" });
  }

  saveSession(session: Session, headers: HeadersLike): void {
    const isChanged = session.accessed && session.modified;
    this.commitSession(session, headers, isChanged ? this.#keep(session) : undefined);
  }

  #keep(session: Session): string {
    const data = Object.fromEntries(session);
    const attributes = "Path=/; HttpOnly; SameSite=Lax";
    if (Object.keys(data).length === 0) return `sid=; Max-Age=0; ${attributes}`;
    const id = randomUUID();
    const lasting = session.permanent ? `Max-Age=${WEEK_SECONDS}; ` : "";
    this.#kept.set(id, data);
    return `sid=${id}; ${lasting}${attributes}`;
  }
}
