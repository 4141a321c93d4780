import { addCacheControlPrivate, type HeadersLike } from "../../http/index.ts";
import type { SessionCommit, SessionInterface } from "../../policy/index.ts";
import { type Session, SessionCommittedError } from "../../session/index.ts";
import { errorKind, mayWait, persistWith, saveWith } from "../index.ts";
import { errorPage } from "./error-page.ts";
import { ResponseHeaders } from "./response-headers.ts";
import { type Waited, whenThere } from "./waited.ts";

/** Headers that may refuse a cookie. */
type Target = HeadersLike & { readonly lostCookie?: boolean };

/**
 * Persists a session, and then saves it into a copy of the response; the response itself is given back
 * if there are no headers to add.
 *
 * @throws the error of a failed save, after it was reported
 * @throws {@link SessionCommittedError} if a changed session cannot be added to it
 */
export function saveSession<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  response: Response,
  request?: unknown,
): Waited<Response> {
  const target = new ResponseHeaders(response);
  return whenThere(saveReported(sessions, session, target, request), () => target.response);
}

/**
 * Persists a session, and then saves it into headers.
 *
 * @returns the commit that was written; `undefined` if the session was saved before
 * @throws the error of a failed save, after it was reported
 */
export function saveReported<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  headers: Target,
  request: unknown,
): Waited<SessionCommit | undefined> {
  try {
    // What is in a store by then does not count as a change any more.
    const wasModified = mayWait(sessions) && session.modified;
    const waiting = persistWith(sessions, session);
    if (waiting === undefined) return save(sessions, session, headers);
    return waiting
      .then(() => save(sessions, session, headers, wasModified))
      .catch((error: unknown) => throwReported(sessions, session, error, request));
  } catch (error) {
    throwReported(sessions, session, error, request);
  }
}

/** Persists a session, where it is to be saved later. @throws what the interface throws, after it was reported */
export async function persistReported<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  request: unknown,
): Promise<void> {
  try {
    await persistWith(sessions, session);
  } catch (error) {
    throwReported(sessions, session, error, request);
  }
}

function save<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  headers: Target,
  wasModified = false,
): SessionCommit | undefined {
  const commit = saveWith(sessions, session, headers);
  if (headers.lostCookie && (wasModified || session.modified)) throw new SessionCommittedError();
  return commit;
}

// The kind of the error that was reported last for each session.
const reported = new WeakMap<object, unknown>();

/** Throws the error of a failed save, and reports it once: the error page that is tried next fails for the same reason. */
export function throwReported<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  error: unknown,
  request: unknown,
): never {
  const kind = errorKind(error);
  if (reported.get(session) !== kind) {
    reported.set(session, kind);
    sessions.reportError(error, request);
  }
  throw error;
}

/**
 * Like {@link saveSession}, for the error page after a failed save. The page may have changed the
 * session. If this save fails, too, the page is sent without the cookie, and with an error status.
 */
export function saveErrorPage<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  page: Response,
  request: unknown,
): Waited<Response> {
  const withoutCookie = (error: unknown) => (page.status >= 400 ? page : errorPage(error));
  try {
    const saving = saveSession(sessions, session, page, request);
    return saving instanceof Promise ? saving.catch(withoutCookie) : saving;
  } catch (error) {
    return withoutCookie(error);
  }
}

/** A copy of a response that no shared cache may store. */
export function madePrivate(response: Response): Response {
  const headers = new ResponseHeaders(response);
  addCacheControlPrivate(headers);
  return headers.response;
}

/**
 * Ends a request that has no response, because its connection was upgraded.
 *
 * @throws {@link SessionCommittedError} if a changed session was not saved into the upgrade's headers
 */
export function endSession<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  request: unknown,
): Waited<undefined> {
  const target: HeadersLike & { lostCookie: boolean } = {
    lostCookie: false,
    get: () => null,
    set: () => {},
    append: () => {
      target.lostCookie = true;
    },
  };
  return whenThere(saveReported(sessions, session, target, request), () => undefined);
}
