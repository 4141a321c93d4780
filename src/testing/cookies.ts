import type { SessionInterface } from "../policy/index.ts";
import type { Session } from "../session/index.ts";

const pairOf = (line: string): string => line.split(";", 1)[0] ?? "";

/**
 * Makes a Cookie header with a session, without a login.
 *
 * @param sessions - the application's session interface, or one with the same options
 * @param data - the data of the session
 * @param options - `permanent`: whether the session is. Default `false`
 * @returns `"session=..."`, for a request's Cookie header
 * @throws the errors of a save: no secret key, too large, not serialisable
 * @example
 * ```ts
 * import { SecureCookieSessionInterface } from "dewar";
 * import { forgeCookie } from "dewar/testing";
 *
 * const sessions = new SecureCookieSessionInterface({
 *   secretKey: "0123456789abcdef0123456789abcdef",
 * });
 * const cookie = forgeCookie(sessions, { username: "alice" });
 * new Request("http://localhost/", { headers: { cookie } });
 * ```
 */
export function forgeCookie<Data>(
  sessions: SessionInterface<Data>,
  data: Partial<Data> & Record<string, unknown>,
  options: { permanent?: boolean } = {},
): string {
  const session = sessions.openSession(null) as Session<Record<string, unknown>>;
  session.update(data);
  if (options.permanent) session.permanent = true;
  const headers = new Headers();
  sessions.saveSession(session as Session<Data>, headers);
  return headers.getSetCookie().map(pairOf).join("; ");
}

/**
 * Reads the session from a response, or from a Cookie header. It changes nothing.
 *
 * @param sessions - the application's session interface, or one with the same options
 * @param source - a response, its headers, a Set-Cookie line or a Cookie header
 * @returns the session. If there is none, it is empty, and its `status` says why
 * @example
 * ```ts
 * import { SecureCookieSessionInterface } from "dewar";
 * import { session } from "dewar/fetch";
 * import { readCookie } from "dewar/testing";
 *
 * const sessions = new SecureCookieSessionInterface({
 *   secretKey: "0123456789abcdef0123456789abcdef",
 * });
 * const app = session(sessions)((request, session) => {
 *   session.username = "alice";
 *   return new Response();
 * });
 * const response = await app(new Request("http://localhost/"));
 * readCookie(sessions, response).get("username"); // "alice"
 * ```
 */
export function readCookie<Data>(
  sessions: SessionInterface<Data>,
  source: Response | Headers | string,
): Session<Data> {
  if (typeof source === "string") return sessions.openSession(source);
  const headers = "headers" in source ? source.headers : source;
  return sessions.openSession(headers.getSetCookie().map(pairOf).join("; "));
}
