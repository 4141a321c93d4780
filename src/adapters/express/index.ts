/**
 * `dewar/express/undeclared`: sessions for Express 5 and 4, without a declaration of `req.session`, so
 * that another package may declare it. `dewar/express` is the same with the declaration.
 * @module
 */
import type { Request, RequestHandler, Response } from "express";
import {
  type AdapterOptions,
  adapterOptions,
  addTemplateHelpers,
  runInContext,
  type SessionSource,
  toSessionInterface,
} from "../../host/index.ts";
import {
  type ConnectFlash,
  ErrorPage,
  flash,
  isEncrypted,
  NodeExchange,
  NodeSessionConfig,
  shareMethods,
} from "../../host/node/index.ts";
import type { Session, SessionData } from "../../session/index.ts";

export { sessionOf } from "../../host/index.ts";

/**
 * Gives each request a `req.session`, and templates `getFlashedMessages()` (and
 * `get_flashed_messages()`). The session is saved when the response's headers leave. Requests also get
 * connect-flash's `req.flash()`, and sessions the methods that Passport needs.
 *
 * `secure: "auto"` follows `req.secure`, so behind a proxy set Express' `trust proxy`.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - `property`: the name on the request
 * @returns a middleware for `app.use`
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts
 * import express from "express";
 * import { session } from "dewar/express";
 *
 * const app = express();
 * app.use(session({ secretKey: process.env.SECRET_KEY }));
 * app.get("/", (req, res) => {
 *   req.session.visits = req.session.get("visits", 0) + 1;
 *   res.send(`Visits: ${req.session.visits}`);
 * });
 * ```
 */
export function session<Data = SessionData>(
  source: SessionSource<Data>,
  options: AdapterOptions<string> = {},
): RequestHandler {
  const sessions = toSessionInterface(source);
  const { property = "session" } = adapterOptions(options);
  const config = new NodeSessionConfig(sessions, property, "req", isSecureRequest);
  const shares = new WeakSet<object>();
  return (request, response, next) => {
    const application = rootOf(request);
    if (application !== undefined && !shares.has(application)) {
      shares.add(application);
      share(application, property);
    }
    let session: Session<Data>;
    let loading: Promise<void> | undefined;
    try {
      // An earlier middleware with the same cookie has opened the session already: one cookie, one session.
      if (config.inPlace(request) !== undefined) return next();
      const exchange = new NodeExchange(config, request, response, request, next);
      ({ session } = exchange);
      loading = exchange.load();
    } catch (error) {
      // Polka and Socket.IO do not catch errors of a middleware; the process would end.
      return passOn(error, response, next);
    }
    if (property === "session" && (request as Partial<ConnectFlash>).flash !== flash)
      (request as Partial<ConnectFlash>).flash = flash as ConnectFlash["flash"];
    // Connect, polka and Socket.IO have no locals.
    if (response.locals !== undefined) addTemplateHelpers(response.locals, session, property);
    if (loading === undefined) runInContext(session, next, property);
    else
      loading.then(
        () => runInContext(session, next, property),
        (error: unknown) => passOn(error, response, next),
      );
  };
}

/** An application, with members that Express' types leave out. */
interface Application {
  /** The application in which this one is mounted. */
  readonly parent?: Application;
  /** The prototypes of its requests and its responses. */
  readonly request: Request;
  readonly response: Response;
}

/** The outermost application of a request. Connect and polka have none. */
function rootOf(request: Request): Application | undefined {
  let app = (request as Partial<Request>).app as unknown as Application | undefined;
  while (app?.parent !== undefined) app = app.parent;
  return app?.response === undefined ? undefined : app;
}

/** Puts members on the prototypes of an application's requests and responses, so that no request needs its own. */
function share({ request, response }: Application, property: string): void {
  shareMethods(response);
  if (property === "session") Object.assign(request, { flash });
}

/** Passes an error to the framework. Answers itself if the framework fails: Polka uses the error's code as a status. */
function passOn(error: unknown, response: Response, next: (error: unknown) => void): void {
  try {
    next(error);
  } catch {
    ErrorPage.send(response, error);
  }
}

/** Whether the request came over https: as Express says, or by the connection where the host is not Express. */
const isSecureRequest = (request: Request): boolean => request.secure ?? isEncrypted(request);
