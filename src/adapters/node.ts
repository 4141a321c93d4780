/**
 * `dewar/node`: sessions for plain `node:http`.
 * @module
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type AdapterOptions,
  adapterOptions,
  runInContext,
  type SessionSource,
  toSessionInterface,
} from "../host/index.ts";
import { ErrorPage, isEncrypted, NodeExchange, NodeSessionConfig } from "../host/node/index.ts";
import type { Session, SessionData } from "../session/index.ts";

export { sessionOf } from "../host/index.ts";

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

/** Options of `session` of `dewar/node`, besides those of the sessions. */
export interface NodeOptions<Property extends string = "session"> extends AdapterOptions<Property> {
  /**
   * Makes the error page if the session could not be opened or saved. It may show flashed messages or
   * clear the session, which is saved into this page. Default: status 500 and a line of text.
   */
  onError?: (error: unknown, request: IncomingMessage, response: ServerResponse) => void;
}

/**
 * Gives each request a `session`, and saves it when the response's headers leave.
 *
 * `secure: "auto"` follows the connection. Behind a proxy that ends TLS, set `secure: true`.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - `property`: the name on the request; `onError`: the application's own error page
 * @returns a function that wraps a request listener
 * @throws {@link SessionOptionsError} for wrong options
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
  options: NodeOptions<Property> = {},
): (
  listener: SessionListener<Data, Property>,
) => (request: IncomingMessage, response: ServerResponse) => void {
  const sessions = toSessionInterface(source);
  const { onError, property: named } = adapterOptions(options, ["property", "onError"]);
  const property: string = named ?? "session";
  const config = new NodeSessionConfig(sessions, property, "req", isEncrypted);

  function open(request: IncomingMessage, response: ServerResponse): Opening<Data> {
    const session = config.inPlace(request);
    if (session !== undefined) return { session, loading: undefined };
    const answerError = onError && ((error: unknown) => onError(error, request, response));
    const exchange = new NodeExchange(config, request, response, request, answerError);
    return { session: exchange.session, loading: exchange.load() };
  }

  function fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    if (onError === undefined) ErrorPage.send(response, error);
    else onError(error, request, response);
  }

  return (listener) => (request, response) => {
    let opening: Opening<Data>;
    try {
      opening = open(request, response);
    } catch (error) {
      // An error thrown here would end the process.
      return fail(error, request, response);
    }
    const { session, loading } = opening;
    const withSession = request as RequestWithSession<Data, Property>;
    const handle = (): void =>
      runInContext(session, () => listener(withSession, response), property);
    if (loading === undefined) return handle();
    loading.then(handle, (error: unknown) => fail(error, request, response));
  };
}

/** A session, and what has to be waited for before it can be used. */
interface Opening<Data> {
  readonly session: Session<Data>;
  readonly loading: Promise<void> | undefined;
}
