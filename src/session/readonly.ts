import { TaggedJSONSerializer } from "../json/index.ts";
import { ReadonlySessionError } from "./errors.ts";
import { frozenCopy } from "./frozen-copy.ts";
import type { Opened } from "./opened.ts";
import { stateOf } from "./proxy.ts";
import type { ReadonlySession } from "./readonly-types.ts";
import { type Session, sessionOver } from "./session.ts";
import { SessionState } from "./session-state.ts";

const serializer = new TaggedJSONSerializer();

/** The data that another session was opened with, read-only. */
class ReadonlyState extends SessionState {
  readonly #source: SessionState;
  readonly #reason: string;
  readonly #copies = new Map<string, unknown>();

  constructor(source: SessionState, reason: string) {
    super(serializer);
    this.#source = source;
    this.#reason = reason;
  }

  protected open(): Opened {
    const { opened } = this.#source;
    return opened.data === undefined ? opened : { ...opened, data: { ...opened.data } };
  }

  override beforeWrite(): never {
    throw new ReadonlySessionError(this.#reason);
  }

  // Copies, because the session itself may still change. Frozen, because a change of a copy would have
  // no effect.
  override get(key: string, defaultValue?: unknown): unknown {
    if (!this.has(key)) return defaultValue;
    if (!this.#copies.has(key)) this.#copies.set(key, frozenCopy(this.peek(key)));
    return this.#copies.get(key);
  }
}

/**
 * A read-only view of a session, for code that cannot save it. Reading works; writing does not
 * compile, and throws. Lists and records in it are frozen copies. Flashed messages can be shown and
 * are not consumed.
 *
 * Flask has no equivalent.
 *
 * @param session - a session that an interface opened
 * @param reason - why it cannot be written here and where it can, for the error's message
 * @returns a view of what the cookie held
 * @throws {@link ReadonlySessionError} at any write; a write inside a value is JavaScript's `TypeError`
 * @example
 * ```ts
 * import { readonlySession, SecureCookieSessionInterface } from "dewar";
 *
 * const sessions = new SecureCookieSessionInterface({ secretKey: process.env.SECRET_KEY });
 * const session = readonlySession(sessions.openSession(undefined), "Nothing is sent from here.");
 * session.get("username"); // undefined
 * ```
 */
export function readonlySession<Data>(
  session: Session<Data>,
  reason: string,
): ReadonlySession<Data> {
  const state = new ReadonlyState(stateOf(session), reason);
  state.flashes.keep = true;
  return sessionOver<Data>(state) as unknown as ReadonlySession<Data>;
}
