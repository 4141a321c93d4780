import type { HeadersLike } from "../http/index.ts";
import {
  commitOf,
  isPromise,
  type RequestInfo,
  type SessionCommit,
  type SessionInterface,
} from "../policy/index.ts";
import { isSession, type Session, setOpenedBy } from "../session/index.ts";

/** Opens the session of a request. @throws what the interface throws, after it is reported */
export function openWith<Data>(
  sessions: SessionInterface<Data>,
  cookieHeader: string | null | undefined,
  info: RequestInfo,
): Session<Data> {
  try {
    const session = sessions.openSession(cookieHeader, info);
    if (!isSession(session)) throw new TypeError(notASession(session));
    setOpenedBy(session, sessions);
    return session;
  } catch (error) {
    sessions.reportError(error, info.request);
    throw error;
  }
}

/**
 * Saves a session into headers.
 *
 * @returns what was written; `undefined` if the session was saved before
 * @throws what the interface throws; no cookie is written then
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
        "before it is settled, so its cookie would be lost. Wait in persist, which runs before.",
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
    "openSession expected a session to be returned, got a promise. Return new Session({}, info) at once, " +
    "and wait in load, which runs next: it gives the session its data with fillSession."
  );
}
