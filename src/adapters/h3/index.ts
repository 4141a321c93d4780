/**
 * `dewar/h3`: sessions for h3 2 and Nitro 3.
 * @module
 */
import type { H3Config, H3Event, Middleware } from "h3";
import {
  type AdapterOptions,
  adapterOptions,
  addTemplateHelpers,
  loadWith,
  needsH3Of2,
  runInContext,
  type SessionSource,
  type TemplateHelpers,
  toSessionInterface,
} from "../../host/index.ts";
import {
  errorPage,
  isReqHttps,
  openSessionOf,
  saveReported,
  saveSession,
  WebPlace,
} from "../../host/web/index.ts";
import { reopenSession, type Session, type SessionData } from "../../session/index.ts";
import { ownAnswer, StagedHeaders, withStaged } from "./headers.ts";

declare module "h3" {
  interface H3EventContext extends TemplateHelpers {
    /** The visitor's session. Flask: `flask.session`. */
    session: Session;
  }
}

/**
 * Gives each event an `event.context.session`, and templates `event.context.getFlashedMessages()` (and
 * `get_flashed_messages()`). The session is saved into the response, errors included.
 *
 * `secure: "auto"` follows the scheme of the request's URL. Behind a proxy, serve with `trustProxy`.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - `property`: the name in `event.context`
 * @returns a middleware for `app.use`; in Nitro, what a file of `server/middleware` exports
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts
 * import { H3, serve } from "h3";
 * import { session } from "dewar/h3";
 *
 * const app = new H3();
 * app.use(session({ secretKey: process.env.SECRET_KEY }));
 * app.get("/", (event) => {
 *   const { session } = event.context;
 *   session.visits = session.get("visits", 0) + 1;
 *   return `Visits: ${session.visits}`;
 * });
 * serve(app);
 * ```
 */
export function session<Data = SessionData>(
  source: SessionSource<Data>,
  options: AdapterOptions<string> = {},
): Middleware {
  const sessions = toSessionInterface(source);
  const { property = "session" } = adapterOptions(options);
  const place = new WebPlace(sessions, property, "event.context");
  return async (event, next) => {
    needsH3Of2(event);
    const { context } = event;
    if (place.find(context, event) !== undefined) return next();
    const opened = openSessionOf(sessions, event.req, event, isReqHttps);
    addTemplateHelpers(context, opened, property);
    place.put(context, opened);
    onError(event, async (answer) => {
      place.close(context, opened);
      try {
        if (answer instanceof Response) {
          // Headers that were staged for the discarded response must not get into this one.
          if (event.res.errHeaders !== undefined) reopenSession(opened);
          return await saveSession(sessions, opened, answer, event);
        }
        await saveReported(sessions, opened, new StagedHeaders(event, answer), event);
        return answer;
      } catch (error) {
        // The session cannot be saved into the error page either.
        return answer instanceof Response && answer.status < 400 ? errorPage(error) : answer;
      }
    });
    if (sessions.load) await loadWith(sessions, opened, event);
    const value = ownAnswer(event, await runInContext(opened, next, property));
    // A request without a matching route becomes an error later.
    if (value !== undefined && value !== NOT_FOUND) {
      place.close(context, opened);
      const staged = new StagedHeaders(event, value);
      const saving = saveReported(sessions, opened, staged, event);
      if (saving instanceof Promise) await saving;
      staged.stageForErrors();
    }
    return value;
  };
}

const NOT_FOUND = Symbol.for("h3.notFound");
type Save = (answer: unknown) => Promise<unknown>;

const pending = new WeakMap<H3Event, Save[]>();
const hooked = new WeakSet<object>();

/**
 * Sees the response to an event's error. Errors become responses after all middleware has run, so
 * this wraps the application's `onError`. It gets the response of that, or the error if there is none.
 */
function onError(event: H3Event, save: Save): void {
  pending.set(event, [...(pending.get(event) ?? []), save]);
  const app = event.app as { config: H3Config } | undefined;
  if (app === undefined || hooked.has(app.config)) return;
  const { onError: before } = app.config;
  const after: H3Config["onError"] = async (error, failed) => {
    const answer = await before?.(error, failed);
    let saved = withStaged(failed, answer ?? error);
    for (const save of pending.get(failed) ?? []) saved = await save(saved);
    return saved === error ? undefined : saved;
  };
  // h3 freezes its configuration when it starts to serve.
  if (Object.isFrozen(app.config)) app.config = { ...app.config, onError: after };
  else app.config.onError = after;
  hooked.add(app.config);
}
