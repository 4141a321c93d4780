/**
 * `dewar/node`: sessions for plain `node:http`.
 * @module
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Session, SessionData } from "../session/index.ts";
import { AttachedSession } from "./node-http.ts";
import { type AdapterOptions, interfaceOf, runInContext, type SessionSource } from "./port.ts";

/** A request with its session. */
export type RequestWithSession<
  Data = SessionData,
  Property extends string = "session",
> = IncomingMessage & { [Name in Property]: Session<Data> };

/** A request listener that gets a session with each request. */
export type SessionListener<Data = SessionData, Property extends string = "session"> = (
  request: RequestWithSession<Data, Property>,
  response: ServerResponse<IncomingMessage>,
) => void;

/**
 * Gives each request a `session`, and saves it when the response's headers leave.
 *
 * `secure: "auto"` follows the connection: where a proxy speaks https, say `secure: true`.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - `property`: the name on the request
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
export function session<Data = SessionData, Property extends string = "session">(
  source: SessionSource<Data>,
  options: AdapterOptions<Property> = {},
): (
  listener: SessionListener<Data, Property>,
) => (request: IncomingMessage, response: ServerResponse) => void {
  const property: string = options.property ?? "session";
  const attaching = { sessions: interfaceOf(source), property, isSecure };
  return (listener) => (request, response) => {
    const { session } = new AttachedSession(attaching, request, response, request);
    const withSession = request as RequestWithSession<Data, Property>;
    return runInContext(session, () => listener(withSession, response), property);
  };
}

const isSecure = ({ socket }: IncomingMessage): boolean =>
  "encrypted" in socket && socket.encrypted === true;
