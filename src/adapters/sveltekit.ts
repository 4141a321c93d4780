/**
 * `dewar/sveltekit`: sessions for SvelteKit.
 * @module
 */
import {
  type AdapterOptions,
  adapterOptions,
  type FrameworkCookieAttributes,
  frameworkAttributes,
  loadWith,
  runInContext,
  type SessionSource,
  toSessionInterface,
} from "../host/index.ts";
import { isHttps, openSessionOf, saveReported, saveSession, WebPlace } from "../host/web/index.ts";
import type { SessionInterface } from "../policy/index.ts";
import type { Session, SessionData } from "../session/index.ts";

/** The part of SvelteKit's `RequestEvent` that is used here. */
export interface SessionEvent {
  request: Request;
  url: URL;
  locals: object;
  cookies: { set(name: string, value: string, options: SvelteKitCookieOptions): void };
}

/** SvelteKit's options of a cookie. */
export interface SvelteKitCookieOptions extends FrameworkCookieAttributes {
  encode: (value: string) => string;
}

/** SvelteKit's `Handle`, for any event with the members above. */
export type SessionHandle = <Event extends SessionEvent>(input: {
  event: Event;
  resolve: (event: Event) => Response | Promise<Response>;
}) => Promise<Response>;

/**
 * A `handle` hook that gives each request an `event.locals.session`, and saves it into the response.
 * Combine it with other hooks using SvelteKit's `sequence`.
 *
 * `secure: "auto"` follows `event.url`, which adapter-node builds from `ORIGIN` or `PROTOCOL_HEADER`.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - `property`: the session's name in `event.locals`
 * @returns the hook
 * @throws {@link SessionOptionsError} for wrong options
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
  options: AdapterOptions<string> = {},
): SessionHandle {
  const sessions = toSessionInterface(source);
  const { property = "session" } = adapterOptions(options);
  const place = new WebPlace(sessions, property, "locals");
  return async ({ event, resolve }) => {
    const { locals, request } = event;
    if (place.find(locals, event) !== undefined) return resolve(event);
    const opened = openSessionOf(sessions, request, event, isHttps);
    place.put(locals, opened);
    if (sessions.load) await loadWith(sessions, opened, event);
    let response: Response;
    try {
      response = await runInContext(opened, () => resolve(event), property);
    } catch (error) {
      place.close(locals, opened);
      await saveViaKitCookies(sessions, opened, event);
      throw error;
    }
    place.close(locals, opened);
    return saveSession(sessions, opened, response, event);
  };
}

/** A later hook has thrown a redirect. SvelteKit makes the response, with the cookies set on the event. */
async function saveViaKitCookies<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  event: SessionEvent,
): Promise<void> {
  const commit = await saveReported(sessions, session, new Headers(), event);
  for (const cookie of commit?.cookies ?? []) {
    const options = { ...frameworkAttributes(cookie), encode: (text: string) => text };
    event.cookies.set(cookie.name, cookie.value, options);
  }
}
