/**
 * `dewar/hono`: sessions for Hono 4 and 3, on every runtime it runs on.
 * @module
 */
import type { MiddlewareHandler } from "hono";
import {
  type AdapterOptions,
  adapterOptions,
  flashedMessagesFor,
  loadWith,
  needsHonoOf3,
  OF_AN_ANSWER,
  runInContext,
  type SessionSource,
  sessionInPlace,
  type TemplateHelpers,
  toSessionInterface,
} from "../../host/index.ts";
import {
  interceptSet,
  isReqHttps,
  madePrivate,
  openSessionOf,
  saveErrorPage,
  saveSession,
  whenThere,
} from "../../host/web/index.ts";
import type { Session, SessionData } from "../../session/index.ts";
import { answer, interceptAnswer } from "./answer.ts";

/**
 * The variables of a context that has a session, for `new Hono<{ Variables: SessionVariables }>()`:
 * `c.get("session")`, `c.var.getFlashedMessages()`.
 */
export type SessionVariables<
  Data = SessionData,
  Property extends string = "session",
> = TemplateHelpers & { [Name in Property]: Session<Data> };

/**
 * Gives each context a `session`, and renderers `c.var.getFlashedMessages()` (and
 * `get_flashed_messages()`). The session is saved into every response: a handler's, `notFound`'s,
 * `onError`'s.
 *
 * `secure: "auto"` follows the scheme of `c.req.url`.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - `property`: the variable's name
 * @returns a middleware for `app.use`
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts
 * import { Hono } from "hono";
 * import { type SessionVariables, session } from "dewar/hono";
 *
 * const app = new Hono<{ Variables: SessionVariables }>();
 * app.use(session({ secretKey: process.env.SECRET_KEY }));
 * app.get("/", (c) => {
 *   const session = c.get("session");
 *   session.visits = session.get("visits", 0) + 1;
 *   return c.text(`Visits: ${session.visits}`);
 * });
 * ```
 */
export function session<Data = SessionData, Property extends string = "session">(
  source: SessionSource<Data>,
  options: AdapterOptions<Property> = {},
): MiddlewareHandler<{ Variables: SessionVariables<Data, Property> }> {
  const sessions = toSessionInterface(source);
  const property: string = adapterOptions(options).property ?? "session";
  const place = `c.var.${property}`;
  return async (c, next) => {
    needsHonoOf3(c);
    const found = sessionInPlace(c.get(property as never), sessions, c, place);
    if (found !== undefined) return next();
    const opened = openSessionOf(sessions, c.req.raw, c, isReqHttps);
    const set = c.set as (name: string, value: unknown) => void;
    set(property, opened);
    interceptSet(c as { set: typeof set }, property, opened, place);
    const isThere = c.get("getFlashedMessages") !== undefined;
    const helper = flashedMessagesFor(opened, property, isThere);
    if (helper !== undefined) {
      set("getFlashedMessages", helper);
      set("get_flashed_messages", helper);
    }
    if (sessions.load) {
      try {
        await loadWith(sessions, opened, c);
      } catch (error) {
        interceptAnswer(c, (page) => saveErrorPage(sessions, opened, page, c));
        throw error;
      }
    }
    await runInContext(opened, next, property);
    try {
      const saved = saveSession(sessions, opened, c.res, c);
      answer(c, saved instanceof Promise ? await saved : saved);
    } catch (error) {
      // Hono's `onError` answers, and its response is the next that is set.
      const { headers } = c.res;
      for (const name of OF_AN_ANSWER) if (headers.has(name)) c.header(name, undefined);
      // Another session is saved into that response as well.
      const hasCookie = headers.has("set-cookie");
      interceptAnswer(c, (page) => {
        const saved = saveErrorPage(sessions, opened, page, c);
        return hasCookie ? whenThere(saved, madePrivate) : saved;
      });
      throw error;
    }
  };
}
