import type { HeadersLike } from "../http/index.ts";
import {
  commitOf,
  isPromise,
  type RequestFacts,
  type SessionCommit,
  type SessionInterface,
} from "../policy/index.ts";
import { isSession, type Session, setOpenedBy } from "../session/index.ts";

/** Opens the session of a request. @throws whatever the interface throws, once it is reported */
export function openWith<Data>(
  sessions: SessionInterface<Data>,
  cookieHeader: string | null | undefined,
  facts: RequestFacts,
): Session<Data> {
  try {
    const session = sessions.openSession(cookieHeader, facts);
    if (!isSession(session)) throw new TypeError(notASession(session));
    setOpenedBy(session, sessions);
    return session;
  } catch (error) {
    sessions.reportError(error, facts.request);
    throw error;
  }
}

/**
 * Saves a session into headers.
 *
 * @returns what was written; `undefined` when it had been before
 * @throws whatever the interface throws; then no cookie was written
 */
export function saveWith<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  headers: HeadersLike,
): SessionCommit | undefined {
  if (commitOf(session) !== undefined) return undefined;
  const result: unknown = sessions.saveSession(session, headers);
  if (isPromise(result))
    throw new TypeError(
      "saveSession expected nothing to be returned, got a promise. The headers of the response leave " +
        "before it is settled, so its cookie would be lost. Session interfaces are synchronous.",
    );
  const commit = commitOf(session);
  if (commit !== undefined) return commit;
  throw new TypeError(
    "saveSession expected to save the session, and did not. Call super.saveSession(session, headers) in it, " +
      "or override commit() in its place.",
  );
}

function notASession(value: unknown): string {
  if (!isPromise(value))
    return `openSession expected a session to be returned, got ${value === null ? "null" : typeof value}. Make one with new Session(data).`;
  return (
    "openSession expected a session to be returned, got a promise. The handler runs before it is " +
    "settled. Session interfaces are synchronous: load what has to be waited for before."
  );
}
