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

  function fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    if (onError === undefined) ErrorPage.send(response, error);
    else onError(error, request, response);
  }

  return (listener) => (request, response) => {
    const handle = (): void => listener(request as RequestWithSession<Data, Property>, response);
    let session: Session<Data> | undefined;
    let loading: Promise<void> | undefined;
    try {
      session = config.inPlace(request);
      if (session === undefined) {
        const answerError = onError && ((error: unknown) => onError(error, request, response));
        const exchange = new NodeExchange(config, request, response, request, answerError);
        ({ session } = exchange);
        loading = exchange.load();
      }
    } catch (error) {
      // An error thrown here would end the process.
      return fail(error, request, response);
    }
    if (loading === undefined) return runInContext(session, handle, property);
    const opened = session;
    loading.then(
      () => runInContext(opened, handle, property),
      (error: unknown) => fail(error, request, response),
    );
  };
}
