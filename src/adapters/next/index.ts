/**
 * `dewar/next`: sessions for Next's App Router. Server components read, server actions, route
 * handlers and the proxy write.
 * @module
 */
import {
  type AdapterOptions,
  adapterOptions,
  type FrameworkCookieAttributes,
  frameworkAttributes,
  loadWith,
  mayWait,
  openWith,
  runInContext,
  type SessionSource,
  toSessionInterface,
} from "../../host/index.ts";
import {
  openSession,
  ResponseHeaders,
  saveReported,
  saveSession,
  sessionAround,
  withSessionAround,
} from "../../host/web/index.ts";
import {
  type ReadonlySession,
  readonlySession,
  type Session,
  type SessionData,
} from "../../session/index.ts";
import { HANDED, handedOver } from "./handed-messages.ts";
import {
  continuesToPage,
  FOR_PAGE,
  forwardHeaders,
  headersForPage,
  isActionRedirectFetch,
  messagesForPage,
  replaceCookie,
  showFlashes,
} from "./proxy.ts";

/** Next's own functions, which the application passes to {@link session}. */
export interface NextFunctions {
  /** From `next/headers`. */
  cookies(): Promise<{
    set(cookie: FrameworkCookieAttributes & { name: string; value: string }): unknown;
  }>;
  /** From `next/headers`. */
  headers(): Promise<{ get(name: string): string | null }>;
  /** From `next/server`. */
  NextResponse: { next(init?: { request: { headers: Headers } }): Response };
}

/** A handler. It gets the request, the session, and then whatever else Next passes. */
export type NextHandler<Data, Req, Rest extends unknown[], Result> = (
  request: Req,
  session: Session<Data>,
  ...rest: Rest
) => Result | Promise<Result>;

/** One function for each place in a Next application. */
export interface NextSessions<Data = SessionData> {
  /**
   * The session in a server component. It can only be read, because Next cannot set cookies there.
   * Flashed messages are shown and not consumed: {@link NextSessions.sessionProxy | the proxy}, an
   * action or a handler does that.
   */
  readSession(): Promise<ReadonlySession<Data>>;
  /**
   * Changes the session in a server action. The session is saved when the callback has ended: before a
   * `redirect()`, and before the page that is rendered after the action. The callback may be
   * asynchronous.
   *
   * @returns what the callback returns
   */
  changeSession<Result>(
    change: (session: Session<Data>) => Result | Promise<Result>,
  ): Promise<Result>;
  /**
   * Gives a route handler the session, and saves it into the response. A handler inside another has the
   * same session, and the outer one saves it.
   */
  withSession<Req extends Request, Rest extends unknown[]>(
    handler: NextHandler<Data, Req, Rest, Response>,
  ): (request: Req, ...rest: Rest) => Promise<Response>;
  /**
   * The proxy (`proxy.ts`; `middleware.ts` before Next 16). Its changes are saved into the response, and
   * the page of the same request sees them. Messages that it consumes with `getFlashedMessages()` are
   * removed from the visitor's cookie, and the page of this request can still show them.
   *
   * @param handler - may return a response of its own. Default: only refreshes the session
   */
  sessionProxy<Req extends Request, Rest extends unknown[]>(
    // biome-ignore lint/suspicious/noConfusingVoidType: a handler that returns nothing is the usual one
    handler?: NextHandler<Data, Req, Rest, Response | undefined | void>,
  ): (request: Req, ...rest: Rest) => Promise<Response>;
}

const READ_ONLY =
  "A server component cannot set cookies. Write in a server action with changeSession, in a route " +
  "handler with withSession, or in the proxy with sessionProxy.";

// Next's own Cache-Control for every page that is not made at build time.
const NOT_STORED = "private, no-cache, no-store, max-age=0, must-revalidate";

/**
 * Sessions for a Next application. Make them in one module, and import them where you need them.
 *
 * `secure: "auto"` follows `X-Forwarded-Proto`, as Next does. A `cookie` option that is a function
 * gets an object with the request's `headers`.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param next - Next's own functions
 * @param options - `property`: the name of a second session; `dewar/context` keeps the first
 * @returns the functions that read and write the session in each place
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts no-check
 * import { cookies, headers } from "next/headers";
 * import { NextResponse } from "next/server";
 * import { session } from "dewar/next";
 *
 * export const { readSession, changeSession, withSession, sessionProxy } = session(
 *   { secretKey: process.env.SECRET_KEY },
 *   { cookies, headers, NextResponse },
 * );
 * ```
 */
export function session<Data = SessionData>(
  source: SessionSource<Data>,
  next: NextFunctions,
  options: AdapterOptions<string> = {},
): NextSessions<Data> {
  const sessions = toSessionInterface(source);
  const { property = "session" } = adapterOptions(options);
  // The Cookie header with this request's own changes, by the object that Next keeps for its headers.
  const changed = new WeakMap<object, string>();

  async function open(): Promise<Session<Data>> {
    const headers = await next.headers();
    const secure = headers.get("x-forwarded-proto")?.includes("https") ?? false;
    const request = { headers };
    const cookies = changed.get(headers) ?? headers.get("cookie");
    const session = openWith(sessions, cookies, { secure, request });
    if (sessions.load) await loadWith(sessions, session, request);
    return session;
  }

  /** Saves into the cookies that Next sends with the response of an action, or of a thrown redirect. */
  async function save(session: Session<Data>): Promise<void> {
    const headers = await next.headers();
    const commit = await saveReported(sessions, session, new Headers(), { headers });
    for (const cookie of commit?.cookies ?? []) {
      // Next encodes the value itself.
      const value = decoded(cookie.value);
      (await next.cookies()).set({ ...frameworkAttributes(cookie), name: cookie.name, value });
      changed.set(headers, replaceCookie(changed.get(headers) ?? headers.get("cookie"), cookie));
    }
  }

  return {
    async readSession() {
      const session = await open();
      if (mayWait(sessions)) {
        const handed = handedOver((await next.headers()).get(HANDED), property);
        if (handed !== undefined) showFlashes(session, handed);
      }
      return readonlySession(session, READ_ONLY);
    },

    async changeSession(change) {
      const session = await open();
      try {
        return await runInContext(session, () => change(session), property);
      } finally {
        await save(session);
      }
    },

    withSession:
      (handler) =>
      async (request, ...rest) => {
        const around = sessionAround(sessions, request, property);
        if (around !== undefined)
          return runInContext(around, () => handler(request, around, ...rest), property);
        const session = openSession(sessions, request);
        if (sessions.load) await loadWith(sessions, session, request);
        let response: Response;
        try {
          response = await withSessionAround(request, property, session, () =>
            runInContext(session, async () => handler(request, session, ...rest), property),
          );
        } catch (error) {
          // redirect() and notFound() throw. Next makes the response, and adds the cookies of its own store.
          await save(session);
          throw error;
        }
        return saveSession(sessions, session, response, request);
      },

    sessionProxy:
      (handler) =>
      async (request, ...rest) => {
        const session = openSession(sessions, request);
        if (sessions.load) await loadWith(sessions, session, request);
        const answer = await runInContext(
          session,
          () => handler?.(request, session, ...rest),
          property,
        );
        const changed = session.accessed && session.modified;
        // Next requests the page that an action redirects to, and would drop the cookie of that response.
        if (changed && isActionRedirectFetch(request)) return new Response(null, { status: 204 });
        const messages = changed ? messagesForPage(session) : [];
        const before = answer ?? next.NextResponse.next();
        const uncached = !before.headers.has("cache-control");
        const headers = new ResponseHeaders(before);
        const commit = await saveReported(sessions, session, headers, request);
        const { response } = headers;
        const cookies = commit?.cookies ?? [];
        if (cookies.length === 0 || !continuesToPage(response)) return response;
        // This value replaces Next's own Cache-Control of the page.
        if (uncached) response.headers.set("cache-control", NOT_STORED);
        if (changed)
          forwardHeaders(
            response,
            request,
            FOR_PAGE,
            headersForPage(sessions, property, cookies, messages),
            next.NextResponse.next,
          );
        return response;
      },
  };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
