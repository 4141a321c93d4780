import { isSession, stateOf } from "./proxy.ts";
import type { AnySession } from "./types.ts";

/**
 * Handles an assignment to the place of a session (`req.session = null`): `null` clears the session,
 * as in cookie-session, and an object replaces its data.
 *
 * @param place - the place, for the error's message: `"req.session"`
 * @throws TypeError for any other value, which would have no effect
 */
export function assignSession(session: object, value: unknown, place: string): void {
  if (value === session) return;
  const target = session as AnySession;
  if (value === null) {
    target.clear();
    return;
  }
  if (!isRecord(value))
    throw new TypeError(
      `${place} expected null, which clears the session, or a plain object, which replaces its data; ` +
        `got ${kindOf(value)}. To set a single key, write ${place}.key = value.`,
    );
  // Read before the session is cleared: the object may be a view of this very session.
  const entries = Object.entries(value);
  target.clear();
  for (const [key, each] of entries) target.set(key, each);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  if (isSession(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has that realm's Object.prototype, whose own prototype is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kindOf(value: unknown): string {
  if (typeof value === "object") return value?.constructor?.name ?? "an object";
  return value === undefined ? "undefined" : `a ${typeof value}`;
}

/** Notes which interface opened a session, so that a second middleware recognises the session. */
export function setOpenedBy(session: object, sessions: object): void {
  stateOf(session).openedBy = sessions;
}

/** Lets a session be saved once more, because the response that it was saved into is discarded. */
export function reopenSession(session: object): void {
  const state = stateOf(session);
  state.commit = undefined;
  if (state.closed === "saved") state.closed = undefined;
}

/** Refuses writes from now on: the session is being saved. */
export function closeSession(session: object): void {
  stateOf(session).closed ??= "saved";
}

/** Handles the removal of a session from its request, `delete req.session`, while it can be written. */
export function clearSession(session: object): void {
  const state = stateOf(session);
  if (state.closed === undefined) state.clear();
}

export { isSession };
