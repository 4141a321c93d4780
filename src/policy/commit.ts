import {
  addCacheControlPrivate,
  addVaryCookie,
  type HeadersLike,
  type SetCookie,
  setCookieLine,
} from "../http/index.ts";
import { stateOf } from "../session/index.ts";
import { isPromise } from "./promise.ts";

/** What a response has to say about a session. */
export interface SessionCommit {
  /** The cookies to set. None: the browser keeps what it has. */
  readonly cookies: readonly SetCookie[];
  /** Whether the response depends on the Cookie header, so that it needs `Vary: Cookie`. */
  readonly vary: boolean;
}

/** The response does not depend on the session, and the browser keeps its cookie. */
export const NOTHING_TO_SAY: SessionCommit = { cookies: [], vary: false };

/** The part of a session interface that decides what a response says. */
interface Commits<S> {
  commit(session: S, headers: HeadersLike): SessionCommit;
}

/**
 * Writes a session into the headers of a response, once, and closes the session.
 *
 * @throws what the interface throws; only `Vary` is written then, because an error page needs it, too
 */
export function commitSession<S extends object>(
  sessions: Commits<S>,
  session: S,
  headers: HeadersLike,
): void {
  const state = stateOf(session);
  if (state.commit !== undefined) return;
  if (state.closed === "unavailable") {
    // The browser keeps its cookie: what it leads to may be there at the next request.
    if (state.accessed) addVaryCookie(headers);
    state.commit = NOTHING_TO_SAY;
    return;
  }
  try {
    const commit = sessions.commit(session, headers);
    if (!Array.isArray(commit?.cookies)) refuseCommit(commit);
    writeCommit(commit, headers);
    state.commit = commit;
    state.closed = "saved";
  } catch (error) {
    if (state.accessed) addVaryCookie(headers);
    // After a wait it is closed already, and the error page may write it.
    state.closed = undefined;
    throw error;
  }
}

/** `Set-Cookie`, `Vary: Cookie`, and `Cache-Control: private` beside a cookie. */
function writeCommit({ cookies, vary }: SessionCommit, headers: HeadersLike): void {
  const { length } = cookies;
  // All lines are printed first: if one of them cannot be, none is sent.
  if (length === 1) headers.append("set-cookie", setCookieLine(cookies[0] as SetCookie));
  else for (const line of cookies.map(setCookieLine)) headers.append("set-cookie", line);
  if (vary || length > 0) addVaryCookie(headers);
  if (length > 0) addCacheControlPrivate(headers);
}

function refuseCommit(commit: unknown): never {
  if (isPromise(commit))
    throw new TypeError(
      "commit expected { cookies, vary } to be returned, got a promise. The headers of the response " +
        "leave before it is settled, so its cookie would be lost. Wait in persist, which runs before.",
    );
  throw new TypeError(
    `commit expected { cookies, vary } to be returned, got ${commit === null ? "null" : typeof commit}.`,
  );
}

/** What the response says of a session; `undefined` until the session is saved. */
export const commitOf = (session: object): SessionCommit | undefined =>
  stateOf(session).commit as SessionCommit | undefined;
