import { isPromise, type SessionInterface } from "../policy/index.ts";
import {
  closeSession,
  reopenSession,
  type Session,
  SessionTimeoutError,
  stateOf,
} from "../session/index.ts";

const WAIT_SECONDS = 2;

/**
 * Fetches what a session holds, if its interface has to wait for it.
 *
 * @returns `undefined` if there is nothing to wait for
 * @throws what the interface throws, after it was reported; the session is unavailable then
 */
export function loadWith<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  request: unknown,
): Promise<void> | undefined {
  if (sessions.load === undefined) return undefined;
  return waitFor("load", sessions, session, (error) => {
    stateOf(session).markUnavailable();
    sessions.reportError(error, request);
  });
}

/**
 * Brings the changes of a session to where they are kept, if its interface has to wait for that. The
 * session cannot be written from then on.
 *
 * @returns `undefined` if there is nothing to wait for
 * @throws what the interface throws; the session can be written again then
 */
export function persistWith<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
): Promise<void> | undefined {
  // One that is closed was persisted before, or could not be loaded.
  if (sessions.persist === undefined || stateOf(session).closed !== undefined) return undefined;
  const waiting = waitFor("persist", sessions, session, () => reopenSession(session));
  // Closed only now: what a closed session holds cannot be copied, and the hook has to copy it.
  if (waiting !== undefined) closeSession(session);
  return waiting;
}

/** Whether an interface may have to wait before a response leaves. */
export const mayWait = ({ persist }: Pick<SessionInterface, "persist">): boolean =>
  persist !== undefined;

/** Calls a hook, and waits for it no longer than its interface says. What comes later has no effect. */
function waitFor<Data>(
  hook: "load" | "persist",
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  failed: (error: unknown) => void,
): Promise<void> | undefined {
  const fail = (error: unknown): never => {
    failed(error);
    throw error;
  };
  const { waitSeconds = WAIT_SECONDS } = sessions;
  const controller = new AbortController();
  try {
    const waiting: unknown = sessions[hook]?.(session, controller.signal);
    if (waiting === undefined) return undefined;
    if (!isPromise(waiting))
      throw new TypeError(
        `${hook} expected a promise or undefined to be returned, got ${waiting === null ? "null" : typeof waiting}.`,
      );
    return new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        const error = new SessionTimeoutError(hook, waitSeconds);
        controller.abort(error);
        reject(error);
      }, waitSeconds * 1000);
      // Another library's promise may lack `finally`.
      Promise.resolve(waiting as Promise<void>)
        .finally(() => clearTimeout(timer))
        .then(resolve, reject);
    }).catch(fail);
  } catch (error) {
    return fail(error);
  }
}
