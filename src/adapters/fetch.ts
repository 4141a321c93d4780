/**
 * `dewar/fetch`: sessions for handlers that take a `Request` and give a `Response`: `Bun.serve`,
 * `Deno.serve`, Workers, service workers.
 * @module
 */
import {
  type AdapterOptions,
  adapterOptions,
  interfaceOf,
  runInContext,
  type SessionSource,
} from "../host/index.ts";
import {
  endSession,
  errorPage,
  openSession,
  saveErrorPage,
  saveSession,
  sessionAround,
  withSessionAround,
} from "../host/web/index.ts";
import type { SessionInterface } from "../policy/index.ts";
import type { Session, SessionData } from "../session/index.ts";

/** What a handler answers with; nothing when the connection was upgraded, as with `Bun.serve`. */
export type Answer = Response | undefined;

/** A handler that gets the session after the request, and what else the runtime passes after that. */
export type SessionHandler<
  Data = SessionData,
  Rest extends unknown[] = unknown[],
  Result extends Answer = Response,
> = (request: Request, session: Session<Data>, ...rest: Rest) => Result | Promise<Result>;

/** What `session` of `dewar/fetch` can be told besides its sessions. */
export interface FetchOptions<Data = SessionData> extends AdapterOptions<string> {
  /**
   * Answers when the handler threw, or the session could not be saved; the session is saved into that
   * answer. Without it an error of the handler goes on to the runtime, whose answer does not carry the
   * session, and one of the save is answered with status 500.
   */
  onError?: (
    error: unknown,
    request: Request,
    session: Session<Data>,
  ) => Response | Promise<Response>;
}

/**
 * Gives a handler the session of each request, and saves it into the response it returns, or throws.
 *
 * `secure: "auto"` follows the scheme of the request's URL.
 *
 * @param source - options (see {@link SessionOptions}), or a session interface
 * @param options - an answer to errors, and the session's name beside other sessions
 * @returns wraps a handler
 * @throws {@link SessionOptionsError} for options that cannot be right
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
  const sessions = interfaceOf(source);
  const { onError, property = "session" } = adapterOptions(options, ["property", "onError"]);
  return <Rest extends unknown[], Result extends Answer>(
    handler: SessionHandler<Data, Rest, Result>,
  ) =>
    async (request: Request, ...rest: Rest): Promise<Response | Result> => {
      const outer = sessionAround(sessions, request, property);
      const opened = outer ?? openOrRefuse(sessions, request);
      if (opened === undefined) return errorPage();
      const answerError = async (error: unknown): Promise<Response> => {
        const page = await onError?.(error, request, opened);
        if (page === undefined) return errorPage();
        return outer === undefined ? saveErrorPage(sessions, opened, page, request) : page;
      };
      const answer = async () => {
        let first: Result | Response;
        try {
          first = await answerOf(() => handler(request, opened, ...rest));
        } catch (error) {
          if (onError === undefined) throw error;
          return answerError(error);
        }
        // What goes around it saves the session.
        if (outer !== undefined) return first;
        try {
          return into(sessions, opened, first, request);
        } catch (error) {
          // An upgrade has no answer that could be another.
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

/** A thrown response is an answer, too: how redirects leave a call stack. */
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
): Result | Response {
  if (answer !== undefined) return saveSession(sessions, session, answer, request);
  endSession(sessions, session);
  return answer;
}

function openOrRefuse<Data>(
  sessions: SessionInterface<Data>,
  request: Request,
): Session<Data> | undefined {
  try {
    return openSession(sessions, request);
  } catch {
    // It is reported, and a runtime may end with what is thrown here.
    return undefined;
  }
}
