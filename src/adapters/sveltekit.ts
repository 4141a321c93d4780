/**
 * `dewar/sveltekit`: sessions for SvelteKit.
 * @module
 */
import { parseSetCookie, type SetCookie } from "../http/parse-set-cookie.ts";
import type { Session, SessionData, SessionInterface } from "../session/index.ts";
import { type AdapterOptions, interfaceOf, runInContext, type SessionSource } from "./port.ts";
import { isHttps, openSessionOf, saveSession } from "./web.ts";

/** What is needed of SvelteKit's `RequestEvent`. */
export interface SessionEvent {
  request: Request;
  url: URL;
  locals: object;
  cookies: { set(name: string, value: string, options: SvelteKitCookieOptions): void };
}

/** What SvelteKit takes for a cookie. */
export interface SvelteKitCookieOptions extends Omit<SetCookie, "name" | "value" | "path"> {
  path: string;
  encode: (value: string) => string;
}

/** SvelteKit's `Handle`, of any event that has what is needed. */
export type SessionHandle = <Event extends SessionEvent>(input: {
  event: Event;
  resolve: (event: Event) => Response | Promise<Response>;
}) => Promise<Response>;

/**
 * A `handle` hook that gives each request an `event.locals.session`, and saves it into the response.
 * Chain it with others by SvelteKit's `sequence`.
 *
 * `secure: "auto"` follows `event.url`, which adapter-node makes of `ORIGIN` or `PROTOCOL_HEADER`.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - under which name `event.locals` carries the session
 * @returns the hook
 * @throws {@link SessionOptionsError} for options that cannot be right
 * @example
 * ```ts
 * // src/hooks.server.ts; in src/app.d.ts: interface Locals { session: import("dewar").Session }
 * import { session } from "dewar/sveltekit";
 *
 * export const handle = session({ secretKey: process.env.SECRET_KEY });
 * ```
 */
export function session<Data = SessionData>(
  source: SessionSource<Data>,
  { property = "session" }: AdapterOptions<string> = {},
): SessionHandle {
  const sessions = interfaceOf(source);
  return async ({ event, resolve }) => {
    const opened = openSessionOf(sessions, event.request, event, isHttps);
    Object.assign(event.locals, { [property]: opened });
    let response: Response;
    try {
      response = await runInContext(opened, () => resolve(event), property);
    } catch (error) {
      keepInKit(sessions, opened, event);
      throw error;
    }
    return saveOver(sessions, opened, response);
  };
}

/** A later hook has thrown a redirect: SvelteKit makes the response, with the cookies it was given. */
function keepInKit<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  { cookies }: SessionEvent,
): void {
  const written = new Headers();
  sessions.saveSession(session, written);
  for (const cookie of written.getSetCookie()) {
    const { name, value = "", path = "/", ...attributes } = parseSetCookie(cookie);
    // What is left out here is not what SvelteKit would add.
    const explicit = { httpOnly: false, secure: false, sameSite: false, ...attributes };
    cookies.set(name, value, { ...explicit, path, encode: (text) => text });
  }
}

/**
 * Saves the session over a response that may have its cookie already: `event.fetch` of one's own
 * routes hands their cookies on, and a mere refresh must not undo what they changed.
 */
function saveOver<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  response: Response,
): Response {
  const cookies = response.headers.getSetCookie();
  const modified = cookies.length > 0 && session.modified;
  const saved = saveSession(sessions, session, response);
  const ours = saved.headers.getSetCookie()[cookies.length];
  const name = ours?.slice(0, ours.indexOf("=") + 1);
  if (modified || name === undefined || !cookies.some((cookie) => cookie.startsWith(name)))
    return saved;
  saved.headers.delete("set-cookie");
  for (const cookie of cookies) saved.headers.append("set-cookie", cookie);
  return saved;
}
