import type { SessionInterface } from "../policy/index.ts";
import type { Session } from "../session/index.ts";
import type { CookieJarLike } from "./cookie-jar.ts";

/** The part of a client that a transaction needs: its cookies and their URL. {@link createClient} makes one. */
export interface ClientWithCookies {
  readonly url: string;
  readonly jar: CookieJarLike;
}

/**
 * Opens the session in a client's cookies, lets a function change it, and puts it back. Use it to start
 * a test logged in, or to read the session that the application left.
 *
 * Flask: `client.session_transaction`.
 *
 * @param client - {@link createClient}'s, or any with a `url` and a cookie `jar`
 * @param sessions - the application's session interface, or one with the same options
 * @param change - gets the session, which is saved when this function has ended
 * @returns the result of `change`
 * @throws the error that `change` throws; nothing is saved then
 * @example
 * ```ts
 * import { SecureCookieSessionInterface } from "dewar";
 * import { session } from "dewar/fetch";
 * import { createClient, sessionTransaction } from "dewar/testing";
 *
 * const sessions = new SecureCookieSessionInterface({
 *   secretKey: "0123456789abcdef0123456789abcdef",
 * });
 * const app = session(sessions)((request, session) => new Response(session.username));
 * const client = createClient(app);
 * await sessionTransaction(client, sessions, (session) => {
 *   session.username = "alice";
 * });
 * const response = await client.fetch("/");
 * await response.text(); // "alice"
 * ```
 */
export async function sessionTransaction<Data, Result>(
  client: ClientWithCookies,
  sessions: SessionInterface<Data>,
  change: (session: Session<Data>) => Result | Promise<Result>,
): Promise<Result> {
  const { url, jar } = client;
  const session = sessions.openSession(await jar.getCookieString(url), {
    secure: url.startsWith("https:"),
  });
  // Its time limits are the store's own.
  const { signal } = new AbortController();
  await sessions.load?.(session, signal);
  const result = await change(session);
  await sessions.persist?.(session, signal);
  const headers = new Headers();
  sessions.saveSession(session, headers);
  for (const line of headers.getSetCookie()) await jar.setCookie(line, url);
  return result;
}
