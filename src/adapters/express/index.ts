/**
 * `dewar/express/undeclared`: sessions for Express 5 and 4, without a declaration of `req.session`, so
 * that another package may declare it. `dewar/express` is the same with one.
 * @module
 */
import type { Request, RequestHandler, Response } from "express";
import {
  type AdapterOptions,
  adapterOptions,
  addTemplateHelpers,
  interfaceOf,
  runInContext,
  type SessionSource,
} from "../../host/index.ts";
import {
  AttachedSession,
  Attaching,
  type ConnectFlash,
  ErrorPage,
  flash,
  isEncrypted,
  shareMethods,
} from "../../host/node/index.ts";
import type { Session, SessionData } from "../../session/index.ts";

export { sessionOf } from "../../host/index.ts";

/**
 * Gives each request a `req.session`, and templates `getFlashedMessages()` (and
 * `get_flashed_messages()`). The session is saved when the response's headers leave. There is
 * connect-flash's `req.flash()`, too, and what Passport needs.
 *
 * `secure: "auto"` follows `req.secure`, so behind a proxy set Express' `trust proxy`.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - `property`: the name on the request
 * @returns a middleware for `app.use`
 * @throws {@link SessionOptionsError} for options that cannot be right
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
  const sessions = interfaceOf(source);
  const { property = "session" } = adapterOptions(options);
  const attaching = new Attaching(sessions, property, "req", isSecureRequest);
  const shares = new WeakSet<object>();
  return (request, response, next) => {
    const application = rootOf(request);
    if (application !== undefined && !shares.has(application)) {
      shares.add(application);
      share(application, property);
    }
    let session: Session<Data>;
    try {
      // A middleware before this one has the same session: there is one cookie, so there is one session.
      if (attaching.inPlace(request) !== undefined) return next();
      ({ session } = new AttachedSession(attaching, request, response, request, next));
    } catch (error) {
      // Polka and Socket.IO do not catch what a middleware throws, and the process would end.
      return passOn(error, response, next);
    }
    if (property === "session" && (request as Partial<ConnectFlash>).flash !== flash)
      (request as Partial<ConnectFlash>).flash = flash as ConnectFlash["flash"];
    // Connect, polka and Socket.IO have no locals.
    if (response.locals !== undefined) addTemplateHelpers(response.locals, session, property);
    runInContext(session, next, property);
  };
}

/** An application, with what its types leave out. */
interface Application {
  /** The one in which it is mounted. */
  readonly parent?: Application;
  /** What its requests inherit from, and its responses. */
  readonly request: Request;
  readonly response: Response;
}

/** The application of a request, or the one in which that is mounted. Connect and polka have none. */
function rootOf(request: Request): Application | undefined {
  let app = (request as Partial<Request>).app as unknown as Application | undefined;
  while (app?.parent !== undefined) app = app.parent;
  return app?.response === undefined ? undefined : app;
}

/** Gives what all requests and responses of an application inherit what each would get otherwise. */
function share({ request, response }: Application, property: string): void {
  shareMethods(response);
  if (property === "session") Object.assign(request, { flash });
}

/** Hands an error over, to a framework that may not be able to answer it: Polka takes its code for a status. */
function passOn(error: unknown, response: Response, next: (error: unknown) => void): void {
  const page = new ErrorPage(response);
  try {
    next(error);
  } catch {
    if (response.headersSent) return;
    page.takeHead();
    page.sendBody(response.end);
  }
}

/** As Express sees it; what only calls middleware as Express does knows the connection. */
const isSecureRequest = (request: Request): boolean => request.secure ?? isEncrypted(request);
