// What the frameworks' own cases look at: the session that a response's cookie holds.

import { SecureCookieSessionInterface } from "dewar";
import { contractApplication, readCookie } from "dewar/testing";

export const sessions = new SecureCookieSessionInterface(contractApplication.options.session);

export const cookieOf = (data: Record<string, unknown>): string =>
  `session=${sessions.signingSerializer.dumps(data)}`;

/** What the session's cookies on a response hold, one after the other. */
export const saved = (response: Response): unknown[] =>
  response.headers
    .getSetCookie()
    .filter((line) => line.startsWith("session="))
    // As JSON: a flashed message is a tuple, which is no plain array.
    .map((line) => JSON.parse(JSON.stringify(Object.fromEntries(readCookie(sessions, line)))));
