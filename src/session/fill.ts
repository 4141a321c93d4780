import { openedWith } from "./opened.ts";
import { stateOf } from "./proxy.ts";
import type { SessionStatus } from "./types.ts";

/**
 * Gives a session the data that were fetched for it. It counts neither as access nor as change. For
 * `load` of a session interface.
 *
 * @param session - what `openSession` returned; the application has not seen it yet
 * @param data - the data by key; the session keeps them, so pass a copy of what others can change
 * @param status - `session.status`. Default `"valid"`
 * @example
 * ```ts
 * import { fillSession, Session } from "dewar";
 *
 * const session = new Session();
 * fillSession(session, { username: "alice" });
 * session.status; // "valid"
 * ```
 */
export function fillSession(
  session: object,
  data: Record<string, unknown>,
  status: SessionStatus = "valid",
): void {
  stateOf(session).load(() => openedWith(status, { ...data }));
}
