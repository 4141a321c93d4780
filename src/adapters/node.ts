/**
 * `dewar/node`: sessions for plain `node:http`.
 * @module
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Session, SessionData } from "../session/index.ts";
import { attachSession } from "./node-http.ts";
import { interfaceOf, runInContext, type SessionSource } from "./port.ts";

/** A request with its session. */
export type RequestWithSession<Data = SessionData> = IncomingMessage & { session: Session<Data> };

/** A request listener that gets a session with each request. */
export type SessionListener<Data = SessionData> = (
  request: RequestWithSession<Data>,
  response: ServerResponse<IncomingMessage>,
) => void;

/**
 * Gives each request a `session`, and saves it when the response's headers leave.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @returns wraps a request listener
 * @throws {@link SessionOptionsError} for options that cannot be right
 * @example
 * ```ts
 * import { createServer } from "node:http";
 * import { session } from "dewar/node";
 *
 * const withSession = session({ secretKey: process.env.SECRET_KEY });
 * const server = createServer(
 *   withSession((req, res) => {
 *     req.session.visits = req.session.get("visits", 0) + 1;
 *     res.end(`Visits: ${req.session.visits}`);
 *   }),
 * );
 * ```
 */
export function session<Data = SessionData>(
  source: SessionSource<Data>,
): (
  listener: SessionListener<Data>,
) => (request: IncomingMessage, response: ServerResponse) => void {
  const sessions = interfaceOf(source);
  return (listener) => (request, response) => {
    const secure = "encrypted" in request.socket && request.socket.encrypted === true;
    const withSession = request as RequestWithSession<Data>;
    withSession.session = attachSession(sessions, request, response, secure);
    return runInContext(withSession.session, () => listener(withSession, response));
  };
}
