/**
 * `dewar/astro`: sessions for Astro.
 * @module
 */
import { readonlySession, type SessionData } from "../session/index.ts";
import { type AdapterOptions, interfaceOf, runInContext, type SessionSource } from "./port.ts";
import { isHttps, openSessionOf, saveSession } from "./web.ts";
import { WebPlace } from "./web-place.ts";

/** What is needed of Astro's `APIContext`. */
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
 * Chain it with others by Astro's `sequence`.
 *
 * Astro sends a page while its components still run: use the session in the page's own frontmatter,
 * in endpoints and in middleware. A component that writes later throws
 * {@link SessionCommittedError}. A prerendered page has no visitor: the session is empty there and
 * can only be read.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - under which name `locals` carries the session
 * @returns a middleware
 * @throws {@link SessionOptionsError} for options that cannot be right
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
  { property = "session" }: AdapterOptions<string> = {},
): AstroMiddleware {
  const sessions = interfaceOf(source);
  const place = new WebPlace(sessions, property, "locals");
  return async (context, next) => {
    const { locals, request } = context;
    if (context.isPrerendered) {
      const nobody = readonlySession(sessions.openSession(undefined), PRERENDERED);
      Object.assign(locals, { [property]: nobody });
      return next();
    }
    // After `Astro.rewrite()` Astro runs its middleware once more over the same locals.
    if (place.find(locals, context) !== undefined) return next();
    const opened = openSessionOf(sessions, request, context, isHttps);
    place.put(locals, opened);
    const response = await runInContext(opened, next, property);
    place.close(locals, opened);
    return keepCookies(response, saveSession(sessions, opened, response, context));
  };
}

// Astro keeps the cookies of `Astro.cookies` by this name on the response.
const COOKIES = Symbol.for("astro.cookies");

function keepCookies(from: Response, to: Response): Response {
  if (to !== from && COOKIES in from) Object.assign(to, { [COOKIES]: from[COOKIES] });
  return to;
}
