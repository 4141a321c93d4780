import { AssertionError, deepStrictEqual } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import { type AnySession, type Flashed, waitingMessages } from "../session/index.ts";

const pendingIn = (session: object): Flashed[] =>
  waitingMessages(session as AnySession).map(([category, message]) => [category, message]);

const listed = (flashes: readonly Flashed[]): string =>
  flashes.map(([category, message]) => `${category}: ${String(message)}`).join("; ") || "nothing";

/**
 * Asserts that a message is pending in a session.
 *
 * @param session - for example from {@link readCookie} or {@link sessionTransaction}
 * @param message - the whole message
 * @param category - its category. Default: any
 * @throws `AssertionError` with the pending messages
 * @example
 * ```ts
 * import { Session } from "dewar";
 * import { assertFlashed } from "dewar/testing";
 *
 * const session = new Session();
 * session.flash("Saved", "success");
 * assertFlashed(session, "Saved", "success");
 * ```
 */
export function assertFlashed(session: object, message: unknown, category?: string): void {
  const pending = pendingIn(session);
  const found = pending.some(
    (flash) =>
      isDeepStrictEqual(flash[1], message) && (category === undefined || flash[0] === category),
  );
  if (found) return;
  throw new AssertionError({
    message: `expected the flashed message ${listed([[category ?? "any category", message]])}, got ${listed(pending)}`,
    actual: pending,
    expected: [[category, message]],
    operator: "assertFlashed",
  });
}

/**
 * Asserts that no message is pending in a session.
 *
 * @param session - for example from {@link readCookie} or {@link sessionTransaction}
 * @throws `AssertionError` with the pending messages
 * @example
 * ```ts
 * import { Session } from "dewar";
 * import { assertNothingFlashed } from "dewar/testing";
 *
 * assertNothingFlashed(new Session({ username: "alice" }));
 * ```
 */
export function assertNothingFlashed(session: object): void {
  const pending = pendingIn(session);
  deepStrictEqual(pending, [], `expected no flashed message, got ${listed(pending)}`);
}
