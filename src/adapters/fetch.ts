/**
 * `dewar/fetch`: sessions for handlers that take a `Request` and give a `Response`: `Bun.serve`,
 * `Deno.serve`, Workers, service workers.
 * @module
 */
import type { Session, SessionData } from "../session/index.ts";
import { interfaceOf, runInContext, type SessionSource } from "./port.ts";
import { openSession, saveSession } from "./web.ts";

/** A handler that gets the session after the request, and what else the runtime passes after that. */
export type SessionHandler<Data = SessionData, Rest extends unknown[] = unknown[]> = (
  request: Request,
  session: Session<Data>,
  ...rest: Rest
) => Response | Promise<Response>;

/**
 * Gives a handler the session of each request, and saves it into the response it returns.
 *
 * `secure: "auto"` follows the scheme of the request's URL.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @returns wraps a handler
 * @throws {@link SessionOptionsError} for options that cannot be right
 * @example
 * ```ts
 * import { session } from "dewar/fetch";
 *
 * const withSession = session({ secretKey: process.env.SECRET_KEY });
 * export default {
 *   fetch: withSession((request, session) => {
 *     session.visits = session.get("visits", 0) + 1;
 *     return new Response(`Visits: ${session.visits}`);
 *   }),
 * };
 * ```
 */
export function session<Data = SessionData>(
  source: SessionSource<Data>,
): <Rest extends unknown[]>(
  handler: SessionHandler<Data, Rest>,
) => (request: Request, ...rest: Rest) => Promise<Response> {
  const sessions = interfaceOf(source);
  return (handler) =>
    async (request, ...rest) => {
      const opened = openSession(sessions, request);
      const response = await runInContext(opened, () => handler(request, opened, ...rest));
      return saveSession(sessions, opened, response);
    };
}
