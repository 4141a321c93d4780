import { SecureCookieSessionInterface, type Session, type SessionOptions } from "dewar";
import { decodePayload } from "dewar/itsdangerous";

export const SECRET = "2b7e151628aed2a6abf7158809cf4f3c";
export const NOW = 1_700_000_000;

/** Sessions at a fixed time, with Flask's own cookie attributes. */
export const sessionsAt = (options: SessionOptions = {}, now = NOW) =>
  new SecureCookieSessionInterface({
    secretKey: SECRET,
    clock: () => now * 1000,
    clockSkewSeconds: 0,
    ...options,
    cookie: { secure: false, sameSite: null, ...options.cookie },
  });

/** A Cookie header with a session of this data in it. */
export const cookieOf = (data: object, options: SessionOptions = {}, now = NOW): string =>
  `session=${sessionsAt(options, now).signingSerializer.dumps(data)}`;

/** What the response of a request says: one visit, all its headers. */
export function visit(
  use: (session: Session) => void,
  cookie?: string,
  options: SessionOptions = {},
  now = NOW,
): { setCookie: string[]; vary: string | null; cacheControl: string | null; headers: Headers } {
  const sessions = sessionsAt(options, now);
  const session = sessions.openSession(cookie);
  use(session);
  const headers = new Headers();
  sessions.saveSession(session, headers);
  return {
    setCookie: headers.getSetCookie(),
    vary: headers.get("vary"),
    cacheControl: headers.get("cache-control"),
    headers,
  };
}

/** The Cookie header that a browser sends after this response. */
export const cookieFrom = ({ setCookie }: { setCookie: string[] }): string =>
  (setCookie[0] ?? "").split(";")[0] ?? "";

/** The JSON inside of a cookie. */
export const payloadOf = (cookie: string): string =>
  decodePayload(cookie.slice(cookie.indexOf("=") + 1).replace(/\.[\w-]*\.[\w-]*$/, ""));
