/**
 * `dewar/fetch`: sessions for handlers that take a `Request` and return a `Response`: `Bun.serve`,
 * `Deno.serve`, Workers, service workers.
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
import {
  endSession,
  errorPage,
  openSession,
  saveErrorPage,
  saveSession,
  sessionAround,
  type Waited,
  whenThere,
  withSessionAround,
} from "../host/web/index.ts";
import type { SessionInterface } from "../policy/index.ts";
import type { Session, SessionData } from "../session/index.ts";

/** What a handler returns: a response, or nothing if the connection was upgraded, as with `Bun.serve`. */
export type Answer = Response | undefined;

/** A handler. It gets the request, the session, and then whatever else the runtime passes. */
export type SessionHandler<
  Data = SessionData,
  Rest extends unknown[] = unknown[],
  Result extends Answer = Response,
> = (request: Request, session: Session<Data>, ...rest: Rest) => Result | Promise<Result>;

/** Options of `session` of `dewar/fetch`, besides those of the sessions. */
export interface FetchOptions<Data = SessionData> extends AdapterOptions<string> {
  /**
   * Makes the error page if the handler threw, or if the session could not be loaded or saved. The
   * session is saved into that page. Without `onError`, an error of the handler goes to the runtime,
   * whose error page does not carry the session. A failed load or save becomes a plain page with the
   * error's own `status`, if that is one from 500 to 599, else with 500.
   */
  onError?: (
    error: unknown,
    request: Request,
    session: Session<Data>,
  ) => Response | Promise<Response>;
}

/**
 * Gives a handler the session of each request, and saves it into the response that the handler
 * returns or throws.
 *
 * `secure: "auto"` follows the scheme of the request's URL.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - `onError`: the error page; `property`: the name of a second session
 * @returns a function that wraps a handler
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts
 * import { session } from "dewar/fetch";
 *
 * const withSession = session({ secretKey: process.env.SECRET_KEY });
 * export default {
 *   fetch: withSession((request, session) => {
 *     session.visits = session.get("visits", 0) + 1;
 *     return new Response(`Visits: ${session.visits}`);
 *   }),
 * };
 * ```
 */
export function session<Data = SessionData>(
  source: SessionSource<Data>,
  options: FetchOptions<Data> = {},
): <Rest extends unknown[], Result extends Answer = Response>(
  handler: SessionHandler<Data, Rest, Result>,
) => (request: Request, ...rest: Rest) => Promise<Response | Result> {
  const sessions = toSessionInterface(source);
  const { onError, property = "session" } = adapterOptions(options, ["property", "onError"]);
  return <Rest extends unknown[], Result extends Answer>(
    handler: SessionHandler<Data, Rest, Result>,
  ) =>
    async (request: Request, ...rest: Rest): Promise<Response | Result> => {
      const outer = sessionAround(sessions, request, property);
      const opened = outer ?? openOrRefuse(sessions, request);
      if (opened instanceof Response) return opened;
      const answerError = async (error: unknown): Promise<Response> => {
        const page = await onError?.(error, request, opened);
        if (page === undefined) return errorPage(error);
        return outer === undefined ? saveErrorPage(sessions, opened, page, request) : page;
      };
      const answer = async () => {
        let first: Result | Response;
        try {
          if (outer === undefined && sessions.load) await loadWith(sessions, opened, request);
        } catch (error) {
          return answerError(error);
        }
        try {
          first = await answerOf(() => handler(request, opened, ...rest));
        } catch (error) {
          if (onError === undefined) throw error;
          return answerError(error);
        }
        // The outer handler saves the session.
        if (outer !== undefined) return first;
        try {
          const saved = into(sessions, opened, first, request);
          return saved instanceof Promise ? await saved : saved;
        } catch (error) {
          // An upgrade has no response that an error page could replace.
          if (first === undefined) throw error;
          return answerError(error);
        }
      };
      if (outer !== undefined) return runInContext(opened, answer, property);
      return withSessionAround(request, property, opened, () =>
        runInContext(opened, answer, property),
      );
    };
}

/** A thrown response is a response, too: redirects are often thrown. */
async function answerOf<Result extends Answer>(
  handle: () => Result | Promise<Result>,
): Promise<Result | Response> {
  try {
    return await handle();
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

function into<Data, Result extends Answer>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  answer: Result | Response,
  request: Request,
): Waited<Result | Response> {
  if (answer !== undefined) return saveSession(sessions, session, answer, request);
  return whenThere(endSession(sessions, session, request), () => answer);
}

function openOrRefuse<Data>(
  sessions: SessionInterface<Data>,
  request: Request,
): Session<Data> | Response {
  try {
    return openSession(sessions, request);
  } catch (error) {
    // The error is reported already, and an error thrown here could end the process.
    return errorPage(error);
  }
}
