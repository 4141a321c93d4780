/**
 * `dewar/fetch`: sessions for handlers that take a `Request` and give a `Response`: `Bun.serve`,
 * `Deno.serve`, Workers, service workers.
 * @module
 */
import type { Session, SessionData, SessionInterface } from "../session/index.ts";
import { type AdapterOptions, interfaceOf, runInContext, type SessionSource } from "./port.ts";
import { endSession, openSession, saveSession } from "./web.ts";

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
   * Answers when the handler threw; the session is saved into that answer. Without it the error goes
   * on to the runtime, whose answer does not carry the session.
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
  return (handler) =>
    async (request, ...rest) => {
      const opened = openSession(sessions, request);
      const answer = async () => {
        try {
          return into(sessions, opened, await answerOf(() => handler(request, opened, ...rest)));
        } catch (error) {
          if (options.onError === undefined) throw error;
          return into(sessions, opened, await options.onError(error, request, opened));
        }
      };
      return runInContext(opened, answer, options.property);
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
): Result | Response {
  if (answer !== undefined) return saveSession(sessions, session, answer);
  endSession(sessions, session);
  return answer;
}
