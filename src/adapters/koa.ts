/**
 * `dewar/koa`: sessions for Koa 3 and 2.
 * @module
 */
import type Koa from "koa";
import {
  type AdapterOptions,
  adapterOptions,
  addTemplateHelpers,
  runInContext,
  type SessionSource,
  toSessionInterface,
} from "../host/index.ts";
import {
  type ConnectFlash,
  flash,
  isSecure,
  NodeExchange,
  NodeSessionConfig,
} from "../host/node/index.ts";
import type { Session, SessionData } from "../session/index.ts";

declare module "koa" {
  interface ExtendableContext extends ConnectFlash {
    /** The visitor's session. Flask: `flask.session`. */
    session: Session;
  }
}

export { sessionOf } from "../host/index.ts";

/**
 * Gives each context a `ctx.session`, and templates `getFlashedMessages()` (and
 * `get_flashed_messages()`) through `ctx.state`. The session is saved when the response's headers
 * leave, those of an error included. Contexts also get connect-flash's `ctx.flash()`, and sessions the
 * methods that Passport needs.
 *
 * `secure: "auto"` follows `ctx.secure`, so behind a proxy set Koa's `app.proxy`.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - `property`: the name on the context
 * @returns a middleware for `app.use`
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts
 * import Koa from "koa";
 * import { session } from "dewar/koa";
 *
 * const app = new Koa();
 * app.use(session({ secretKey: process.env.SECRET_KEY }));
 * app.use((ctx) => {
 *   ctx.session.visits = ctx.session.get("visits", 0) + 1;
 *   ctx.body = `Visits: ${ctx.session.visits}`;
 * });
 * ```
 */
export function session<Data = SessionData>(
  source: SessionSource<Data>,
  options: AdapterOptions<string> = {},
): Koa.Middleware {
  const sessions = toSessionInterface(source);
  const { property = "session" } = adapterOptions(options);
  const config = new NodeSessionConfig(sessions, property, "ctx", isSecure);
  return async (ctx, next) => {
    if (config.inPlace(ctx) !== undefined) return next();
    // With `ctx.respond = false` the application answers itself, and Koa does not.
    const answerError = (error: unknown) => {
      if (ctx.respond === false) throw error;
      ctx.onerror(error as Error);
    };
    // Koa removes every header from an error response. The session's headers are added after that, just
    // before the head leaves.
    const exchange = new NodeExchange(config, ctx.req, ctx.res, ctx, answerError);
    const { session } = exchange;
    if (property === "session") ctx.flash = flash as ConnectFlash["flash"];
    addTemplateHelpers(ctx.state, session, property);
    const loading = exchange.load();
    if (loading !== undefined) await loading;
    await runInContext(session, next, property);
    // Here an outer middleware or Koa can still answer: the head is written after them.
    const saving = exchange.prepareSave();
    if (saving !== undefined) await saving;
  };
}
