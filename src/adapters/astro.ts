/**
 * `dewar/astro`: sessions for Astro.
 * @module
 */
import {
  type AdapterOptions,
  adapterOptions,
  loadWith,
  runInContext,
  type SessionSource,
  toSessionInterface,
} from "../host/index.ts";
import { isHttps, openSessionOf, saveErrorPage, saveSession, WebPlace } from "../host/web/index.ts";
import { MissingKeyError, type SessionInterface, type SessionOptions } from "../policy/index.ts";
import {
  readonlySession,
  reopenSession,
  type Session,
  type SessionData,
} from "../session/index.ts";

/** The part of Astro's `APIContext` that is used here. */
export interface AstroContext {
  request: Request;
  url: URL;
  locals: object;
  isPrerendered: boolean;
}

/** Astro's `onRequest`. */
export type AstroMiddleware = (
  context: AstroContext,
  next: () => Promise<Response>,
) => Promise<Response>;

const PRERENDERED =
  "This page is made at build time, for all visitors. Give it `export const prerender = false`.";

/**
 * A middleware that gives each request an `Astro.locals.session`, and saves it into the response.
 * Combine it with other middleware using Astro's `sequence`.
 *
 * Astro sends a page while its components still run. Use the session in the page's own frontmatter,
 * in endpoints and in middleware; a component that writes later throws
 * {@link SessionCommittedError}. A prerendered page has no visitor: its session is empty and can
 * only be read.
 *
 * `404.astro` and `500.astro` have the session of the request that they answer, with the changes from
 * before the error.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - `property`: the session's name in `locals`
 * @returns a middleware
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts
 * // src/middleware.ts; in src/env.d.ts: interface Locals { session: import("dewar").Session }
 * import { session } from "dewar/astro";
 *
 * export const onRequest = session({ secretKey: process.env.SECRET_KEY });
 * ```
 */
export function session<Data = SessionData>(
  source: SessionSource<Data>,
  options: AdapterOptions<string> = {},
): AstroMiddleware {
  const { sessions, missing } = interfaceWithoutKey(source);
  const { property = "session" } = adapterOptions(options);
  const place = new WebPlace(sessions, property, "locals");
  const visits = new WeakMap<Request, Session<Data>>();
  return async (context, next) => {
    const { locals, request } = context;
    if (context.isPrerendered) {
      const nobody = readonlySession(sessions.openSession(undefined), PRERENDERED);
      Object.assign(locals, { [property]: nobody });
      return next();
    }
    if (missing !== undefined) throw missing;
    const before = place.find(locals, context) ?? visits.get(request);
    const opened = before ?? openSessionOf(sessions, request, context, isHttps);
    const turn = before === undefined ? new Turn() : turns.get(before);
    // A middleware around this one saves the session.
    if (turn === undefined || turn.isRunning) return next();
    if (before !== undefined) reopenSession(before);
    place.put(locals, opened);
    visits.set(request, opened);
    turns.set(opened, turn);
    const save = turn.hasFailed ? saveErrorPage : saveSession;
    turn.isRunning = true;
    try {
      if (before === undefined && sessions.load) await loadWith(sessions, opened, context);
      const response = await runInContext(opened, next, property);
      place.close(locals, opened);
      const saved = save(sessions, opened, response, context);
      return keepCookies(response, saved instanceof Promise ? await saved : saved);
    } catch (error) {
      turn.hasFailed = true;
      throw error;
    } finally {
      turn.isRunning = false;
    }
  };
}

/**
 * Astro also runs its middleware for pages that it makes at build time, often on a machine without
 * secrets, and does not say that it is building. So a missing key is an error for the first visitor,
 * and not earlier: a server of Astro does not load its middleware before that.
 */
function interfaceWithoutKey<Data>(source: SessionSource<Data>): {
  sessions: SessionInterface<Data>;
  missing?: MissingKeyError;
} {
  try {
    return { sessions: toSessionInterface(source) };
  } catch (missing) {
    if (!(missing instanceof MissingKeyError)) throw missing;
    const options = source as SessionOptions;
    return { sessions: toSessionInterface({ ...options, secretKey: null }), missing };
  }
}

/**
 * Astro runs its middleware more than once for a request: inside itself for `Astro.rewrite()`, and
 * again, with other locals, for `404.astro` and `500.astro`. All runs have the same session.
 */
class Turn {
  isRunning = false;
  /** The response was an error, so the next response is the error page. */
  hasFailed = false;
}

const turns = new WeakMap<object, Turn>();

// Astro keeps the cookies of `Astro.cookies` on the response, under this name.
const COOKIES = Symbol.for("astro.cookies");

function keepCookies(from: Response, to: Response): Response {
  if (to !== from && COOKIES in from) Object.assign(to, { [COOKIES]: from[COOKIES] });
  return to;
}
