import type { HeadersLike } from "../http/index.ts";
import { TaggedJSONSerializer } from "../json/index.ts";
import { Dictionary, type Opened } from "./dictionary.ts";
import { NullSessionError } from "./errors.ts";
import { dictionaryOf } from "./proxy.ts";
import { type Session, sessionOver } from "./session.ts";
import type { SessionData } from "./session-data.ts";

/** What there is to know of a request besides its Cookie header. */
export interface RequestFacts {
  /** Whether it came over https, as the framework sees it. Default `false`. */
  secure?: boolean;
  /** Whether nobody will see the response: a HEAD request, or a page loaded ahead. Flashed messages stay then. Default `false`. */
  unseen?: boolean;
  /** The framework's own request, for cookie options that are a function. */
  request?: unknown;
  /**
   * Puts a new session where this one is found: `regenerate()` calls it. Without it `regenerate()`
   * empties the session where it is.
   */
  replace?: (next: object) => void;
}

/**
 * How sessions come out of a request and go into a response. Adapters take one in place of
 * options, so that sessions can be kept in any way.
 *
 * Flask: `flask.sessions.SessionInterface`.
 *
 * @example
 * ```ts
 * import { type HeadersLike, Session, SessionInterface } from "dewar";
 *
 * class MemorySessionInterface extends SessionInterface {
 *   readonly #sessions = new Map<string, Session>();
 *
 *   openSession(cookieHeader: string | null | undefined): Session {
 *     const id = /\bsid=(\w+)/.exec(cookieHeader ?? "")?.[1] ?? "";
 *     return this.#sessions.get(id) ?? new Session();
 *   }
 *
 *   saveSession(session: Session, headers: HeadersLike): void {
 *     if (!session.modified) return;
 *     const id = crypto.randomUUID().replaceAll("-", "");
 *     this.#sessions.set(id, session);
 *     headers.append("set-cookie", `sid=${id}; HttpOnly; Path=/`);
 *   }
 * }
 * ```
 */
export abstract class SessionInterface<Data = SessionData> {
  /**
   * The session of a request. Never throws for what a visitor sent.
   *
   * @param cookieHeader - the Cookie header, if there is one
   * @param facts - what else there is to know of the request
   *
   * Flask: `open_session`.
   */
  abstract openSession(
    cookieHeader: string | null | undefined,
    facts?: RequestFacts,
  ): Session<Data>;

  /**
   * Saves a session into the headers of a response, just before they leave.
   *
   * @param session - what {@link openSession} returned
   * @param headers - web `Headers`, or anything with its `get`, `set` and `append`
   *
   * Flask: `save_session`.
   */
  abstract saveSession(session: Session<Data>, headers: HeadersLike): void;

  /** An empty session that can be read and not written: there is no secret key. Flask: `make_null_session`. */
  makeNullSession(): Session<Data> {
    return sessionOver(new NullDictionary(serializer));
  }

  /** Whether {@link makeNullSession} made it. Flask: `is_null_session`. */
  isNullSession(session: Session<Data>): boolean {
    return dictionaryOf(session) instanceof NullDictionary;
  }
}

const serializer = new TaggedJSONSerializer();

class NullDictionary extends Dictionary {
  protected open(): Opened {
    return { status: "new" };
  }

  override beforeWrite(): never {
    throw new NullSessionError();
  }
}
