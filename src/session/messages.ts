import { stateOf } from "./proxy.ts";
import type { Flashed, SessionChanges } from "./session-changes.ts";

/** What waits in a session to be shown: all, or the messages of a category. */
export const waitingMessages = (session: object, category?: string): Flashed[] =>
  stateOf(session).flashes.waiting(category);

/** Takes out of a session what waits there: all, or the messages of a category. */
export const takeMessages = (session: object, category?: string): Flashed[] =>
  stateOf(session).flashes.take(category);

/**
 * What was done to a session so far, for an interface that keeps sessions in a place where changes can
 * be merged. It does not count as an access.
 *
 * Flask has no such thing.
 *
 * @param session - what an interface opened
 * @example
 * ```ts
 * import { changesOf, Session } from "dewar";
 *
 * const session = new Session({ visits: 3, cart: ["tea"] }, { status: "valid" });
 * session.visits = 4;
 * session.setDefault("cart", []).push("milk");
 * changesOf(session).set; // Map { "visits" => 4, "cart" => ["tea", "milk"] }
 * ```
 */
export const changesOf = (session: object): SessionChanges => stateOf(session).changes;
