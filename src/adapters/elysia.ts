/**
 * `dewar/elysia`: sessions for Elysia 1, on Bun and on Node.
 * @module
 */
import type { AnyElysia, Elysia } from "elysia";
import {
  type AdapterOptions,
  adapterOptions,
  addTemplateHelpers,
  errorStatus,
  loadWith,
  mayWait,
  needsElysiaOf1_1,
  runInContext,
  type SessionSource,
  type TemplateHelpers,
  toSessionInterface,
} from "../host/index.ts";
import {
  errorPage,
  openSession,
  persistReported,
  saveSession,
  throwReported,
  WebPlace,
} from "../host/web/index.ts";
import type { Session, SessionData } from "../session/index.ts";

/** An application whose contexts have a session. */
export type WithSession<Data = SessionData, Property extends string = "session"> = Elysia<
  "",
  {
    decorator: TemplateHelpers & { [Name in Property]: Session<Data> };
    store: Record<never, never>;
    derive: Record<never, never>;
    resolve: Record<never, never>;
  }
>;

type Handle = (request: Request, ...rest: unknown[]) => Response | Promise<Response>;

/**
 * Gives each context a `session`, and templates `getFlashedMessages()` (and `get_flashed_messages()`).
 * The session is saved into every response: a handler's, `onError`'s, a redirect.
 *
 * `secure: "auto"` follows the scheme of the request's URL.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - `property`: the name in the context
 * @returns a plugin for `app.use`
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts no-run
 * import { Elysia } from "elysia";
 * import { session } from "dewar/elysia";
 *
 * new Elysia()
 *   .use(session({ secretKey: process.env.SECRET_KEY }))
 *   .get("/", ({ session }) => {
 *     session.visits = session.get("visits", 0) + 1;
 *     return `Visits: ${session.visits}`;
 *   })
 *   .listen(3000);
 * ```
 */
export function session<Data = SessionData, Property extends string = "session">(
  source: SessionSource<Data>,
  options: AdapterOptions<Property> = {},
): (app: AnyElysia) => WithSession<Data, Property> {
  const sessions = toSessionInterface(source);
  const property: string = adapterOptions(options).property ?? "session";
  const place = new WebPlace(sessions, property, "context");
  // The sessions that were opened here, and not around this part of the application.
  const own = new WeakSet<object>();
  // It wraps everything, because hooks do not see every response, nor its final headers.
  const around = (handle: Handle): Handle => {
    return async (request, ...rest) => {
      const others = opened.get(request);
      // A part of the application that uses `session` again has the session of the outer one.
      if (others !== undefined && property in others) return handle(request, ...rest);
      let session: Session<Data>;
      try {
        session = openSession(sessions, request);
      } catch (error) {
        // The error is reported already, and Elysia does not catch what is thrown around it.
        return errorPage(error);
      }
      own.add(session);
      opened.set(request, { ...others, [property]: session });
      try {
        if (sessions.load) await loadWith(sessions, session, request);
      } catch (error) {
        // Thrown in the first hook, so that Elysia's own `onError` answers.
        notLoaded.set(session, error);
      }
      const respond = async () => handle(request, ...rest);
      const response = await runInContext(session, respond, property);
      const context = contexts.get(session);
      if (context !== undefined) place.close(context, session);
      try {
        const saved = saveSession(sessions, session, response, request);
        return saved instanceof Promise ? await saved : saved;
      } catch (error) {
        // If the error page cannot carry the session either, it is sent without the cookie.
        return response.status >= 400 ? response : errorPage(error);
      }
    };
  };
  // Elysia treats two such functions as one if their source texts are equal.
  around.toString = () => `dewar session ${JSON.stringify(property)}`;

  return (app) => {
    needsElysiaOf1_1(app);
    app.wrap(around as never);
    app.onRequest((context) => {
      const session = opened.get(context["request"])?.[property];
      if (session === undefined) throw new NotAroundError();
      place.put(context, session as Session<Data>);
      contexts.set(session, context);
      addTemplateHelpers(context, session, property);
      if (!notLoaded.has(session)) return;
      const error = notLoaded.get(session);
      // Elysia leaves the status of an error in this hook at 200.
      context.set.status = errorStatus(error);
      throw error;
    });
    // Here Elysia's own `onError` can still answer.
    const check = (request: Request): Session<Data> | undefined => {
      const session = opened.get(request)?.[property] as Session<Data> | undefined;
      if (session === undefined || !own.has(session)) return undefined;
      try {
        sessions.checkSession(session);
      } catch (error) {
        throwReported(sessions, session, error, request);
      }
      return session;
    };
    // Elysia waits for a hook only if it is written as an asynchronous function.
    if (mayWait(sessions))
      app.onAfterHandle(async (context) => {
        const session = check(context["request"]);
        if (session === undefined) return;
        const carrier = contexts.get(session);
        if (carrier !== undefined) place.close(carrier, session);
        await persistReported(sessions, session, context["request"]);
      });
    else
      app.onAfterHandle((context) => {
        check(context["request"]);
      });
    return app as unknown as WithSession<Data, Property>;
  };
}

// The sessions of each request by name, until the first hook, which has a context.
const opened = new WeakMap<Request, Readonly<Record<string, object>>>();

// The context of a session's request, as soon as it exists.
const contexts = new WeakMap<object, object>();

// The errors of the sessions that could not be loaded.
const notLoaded = new WeakMap<object, unknown>();

class NotAroundError extends Error {
  override name = "NotAroundError";
  constructor() {
    super(
      "dewar/elysia expected Elysia to compile its handlers, got `aot: false`, which leaves out the " +
        "code around requests. Leave that option out.",
    );
  }
}
