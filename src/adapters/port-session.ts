import type { HeadersLike } from "../http/index.ts";
import { assignSession, isSession, setOpenedBy } from "../session/attach.ts";
import { commitOf } from "../session/commit.ts";
import {
  type RequestFacts,
  type Session,
  type SessionCommit,
  type SessionInterface,
  SessionOptionsError,
} from "../session/index.ts";

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
  if (isThenable(result)) {
    // It has an error already; a second one must not end the process.
    result.then(undefined, () => {});
    throw new TypeError(
      "saveSession expected nothing to be returned, got a promise. The headers of the response leave " +
        "before it is settled, so its cookie would be lost. Session interfaces are synchronous.",
    );
  }
  const commit = commitOf(session);
  if (commit !== undefined) return commit;
  throw new TypeError(
    "saveSession expected to save the session, and did not. Call super.saveSession(session, headers) in it, " +
      "or override commit() in its place.",
  );
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as { then?: unknown }).then === "function";

function notASession(value: unknown): string {
  if (!isThenable(value))
    return `openSession expected a session to be returned, got ${value === null ? "null" : typeof value}. Make one with new Session(data).`;
  value.then(undefined, () => {});
  return (
    "openSession expected a session to be returned, got a promise. The handler runs before it is " +
    "settled. Session interfaces are synchronous: load what has to be waited for before."
  );
}

/**
 * The session that a request has already under a name, from a middleware that ran before: the same
 * one that would be opened now.
 *
 * @param found - what stands under the name
 * @param place - where it stands, for the error's message: `"req.session"`
 * @returns `undefined` when there is none, or one with a cookie of another name
 * @throws {@link SessionOptionsError} where another package has taken the name
 */
export function sessionInPlace<Data>(
  found: unknown,
  sessions: SessionInterface<Data>,
  request: unknown,
  place: string,
): Session<Data> | undefined {
  if (found === undefined || found === null) return undefined;
  if (!isSession(found))
    throw new SessionOptionsError(
      `${place} expected to be free, got a value of another package or middleware. Give this session ` +
        'another name, session(options, { property: "flask" }), or remove the other.',
    );
  return sessions.isSame(found, request) ? (found as Session<Data>) : undefined;
}

/** The session of one request, under the name where the application finds it. */
export interface SessionPlace {
  /** Which session it is now: `regenerate()` may have put another there. */
  current: object;
}

/** How a property of a request gives its session, and takes what is assigned to it. */
export function sessionProperty(slot: symbol, place: string): PropertyDescriptor {
  type Carrier = { [slot: symbol]: SessionPlace | undefined };
  return {
    configurable: true,
    enumerable: true,
    get(this: Carrier) {
      return this[slot]?.current;
    },
    set(this: Carrier, value: unknown) {
      const held = this[slot];
      if (held !== undefined) assignSession(held.current, value, place);
    },
  };
}

/** The symbol under which a request keeps the session of a name. */
export const slotOf = (property: string): symbol => Symbol.for(`dewar session ${property}`);
