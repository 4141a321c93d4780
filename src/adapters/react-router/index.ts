/**
 * `dewar/react-router`: sessions for React Router in framework mode (middleware), and for React
 * Router and Remix as a session storage.
 * @module
 */
import {
  adapterOptions,
  loadWith,
  runInContext,
  type SessionSource,
  sessionInPlace,
  toSessionInterface,
} from "../../host/index.ts";
import { interceptSet, openSession, saveSession } from "../../host/web/index.ts";
import type { Session, SessionData } from "../../session/index.ts";

export {
  type CommitOptions,
  type CookieSessionStorage,
  createCookieSessionStorage,
  type StoredSession,
} from "./storage.ts";

/** React Router's `RouterContext`, as `createContext()` makes it. */
export interface RouterContext<Value> {
  defaultValue?: Value;
}

/** The part of a React Router middleware's arguments that is used here. */
export interface MiddlewareArguments<Data> {
  request: Request;
  context: { set(context: RouterContext<Session<Data>>, value: Session<Data>): void };
}

/** React Router's `MiddlewareFunction<Response>`. */
export type SessionMiddleware<Data> = (
  args: MiddlewareArguments<Data>,
  next: () => Promise<Response>,
) => Promise<Response>;

/** The context that carries the session: `context.get(sessionContext)` in loaders, actions and middleware. */
export const sessionContext: RouterContext<Session> = {};

/**
 * A middleware that gives each request a session, and saves it into the response.
 *
 * `secure: "auto"` follows `request.url`, so behind a proxy set Express' `trust proxy`.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - the context that carries the session. Default {@link sessionContext}
 * @returns a middleware for the root route
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts
 * // app/root.tsx
 * import { session, sessionContext } from "dewar/react-router";
 *
 * export const middleware = [session({ secretKey: process.env.SECRET_KEY })];
 * ```
 */
export function session<Data = SessionData>(
  source: SessionSource<Data>,
  options: { context?: RouterContext<Session<Data>> } = {},
): SessionMiddleware<Data> {
  const sessions = toSessionInterface(source);
  const { context: key = sessionContext as RouterContext<Session<Data>> } = adapterOptions(
    options,
    ["context"],
  );
  const property = key === sessionContext ? "session" : "other";
  const place = "the session's context";
  return async ({ request, context }, next) => {
    const others = found.get(context) ?? new Map<unknown, object>();
    if (sessionInPlace(others.get(key), sessions, request, place) !== undefined) return next();
    const opened = openSession(sessions, request);
    context.set(key, opened);
    interceptSet(context, key, opened, place);
    found.set(context, others.set(key, opened));
    if (sessions.load) await loadWith(sessions, opened, request);
    const response = await runInContext(opened, next, property);
    return saveSession(sessions, opened, response, request);
  };
}

// The sessions of each request, by the router context that carries them.
const found = new WeakMap<object, Map<unknown, object>>();
