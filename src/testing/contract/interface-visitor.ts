import { loadWith, persistWith } from "../../host/index.ts";
import type { SessionInterface } from "../../policy/index.ts";
import { type AnySession, reopenSession, type Session } from "../../session/index.ts";
import { CookieJar } from "../cookie-jar.ts";
import { type ContractCase, explained } from "./case.ts";

/** Makes a new session interface, as an application does at its start. */
export type MakeInterface = () => SessionInterface;

/** What an application does with the session of a request. */
export type UseSession = (session: AnySession) => void;

/** A session in a box: a promise of the session itself would read its key `then`. */
export interface Arrived {
  session: Session;
}

/** What the response of a visit has to say. */
export interface Answered {
  headers: Headers;
  setCookie: string[];
}

/** A browser that visits an application without a framework, which has only the interface. */
export class Visitor {
  readonly #sessions: SessionInterface;
  readonly #jar = new CookieJar();

  constructor(sessions: SessionInterface) {
    this.#sessions = sessions;
  }

  /** A request whose response is not sent, or not yet. */
  async arrive(use: UseSession, keepFlashes = false): Promise<Arrived> {
    const header = this.#jar.getCookieString(URL_OF_APPLICATION);
    const session = this.#sessions.openSession(header, { keepFlashes });
    await loadWith(this.#sessions, session, undefined);
    use(session as unknown as AnySession);
    return { session };
  }

  /** One request: runs the application with the session, and returns the response's headers. */
  async visit(
    use: UseSession,
    headers: Headers = new Headers(),
    keepFlashes = false,
  ): Promise<Answered> {
    const { session } = await this.arrive(use, keepFlashes);
    return this.#leave(session, headers);
  }

  /** The same, where an error page takes the place of the first answer and uses the session, too. */
  async visitTwice(use: UseSession, useAgain: UseSession): Promise<Answered> {
    const { session } = await this.arrive(use);
    await persistWith(this.#sessions, session);
    reopenSession(session);
    useAgain(session as unknown as AnySession);
    return this.#leave(session, new Headers());
  }

  async #leave(session: Session, headers: Headers): Promise<Answered> {
    const before = headers.getSetCookie().length;
    await persistAndSave(this.#sessions, session, headers);
    const setCookie = headers.getSetCookie().slice(before);
    for (const line of setCookie) this.#jar.setCookie(line, URL_OF_APPLICATION);
    return { headers, setCookie };
  }

  /** The data of the session at the next visit. */
  async data(): Promise<Record<string, unknown>> {
    let data = {};
    await this.visit((session) => {
      data = Object.fromEntries(session);
    });
    return data;
  }
}

const URL_OF_APPLICATION = "http://localhost/";

/** The end of a request, as adapters do it. */
export async function persistAndSave(
  sessions: SessionInterface,
  session: Session,
  headers: Headers,
): Promise<void> {
  await persistWith(sessions, session);
  sessions.saveSession(session, headers);
}

/** One case: what it proves, and how, with a visitor of a new application. */
export const contract = (
  name: string,
  why: string,
  prove: (visitor: Visitor, sessions: SessionInterface) => Promise<void>,
): ContractCase<MakeInterface> =>
  explained({
    name,
    why,
    async run(make) {
      const sessions = make();
      await prove(new Visitor(sessions), sessions);
    },
  });
