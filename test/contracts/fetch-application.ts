// The contract's application on dewar/fetch, for whatever serves a Request.
import { session } from "dewar/fetch";
import { contractApplication } from "dewar/testing";
import { inCookies, type Sessions } from "./waiting-cookie.ts";
import { addHeadersAround, pathOf, responseOf, settled } from "./web-replies.ts";

const why = "a handler gets its session as an argument, so there is no place to assign to";

/** What `dewar/fetch` has no place for, and why. */
export const NOT_ON_FETCH: Readonly<Record<string, string>> = {
  "null clears the session where it is assigned: a logout of other libraries": why,
  "an object replaces the data of the session where it is assigned": why,
  "anything else throws where it is assigned, and changes nothing": why,
};

/**
 * @param context - the `session` of dewar/context, where the runtime has AsyncLocalStorage
 * @param sessions - where its sessions are
 */
export function fetchApplication(
  context?: object,
  sessions: Sessions = inCookies,
): (request: Request) => Promise<Response> {
  const { options, answer, answerNow, answerError } = contractApplication;
  const onError = (_error: unknown, { url }: Request, session: object) =>
    new Response(answerError({ url, session }), { status: 500 });
  const withSession = session(sessions(options.session), { onError });
  const withAdmin = session(sessions(options.admin), { property: "admin" });
  const withKeyless = session(sessions(options.keyless), { property: "keyless" });

  const handle = withSession(
    withAdmin(
      withKeyless(async (request, keyless, admin: object, session: object) => {
        const visit = { url: pathOf(request.url), session, admin, keyless };
        const now = answerNow(visit);
        if (now !== undefined) return responseOf(now, request);
        const reply = await answer(context ? { ...visit, context } : visit);
        return responseOf(await settled(reply), request);
      }),
    ),
  );
  return async (request) => {
    const response = await handle(request);
    const changeable = new Response(response.body, response);
    addHeadersAround(request.url, changeable.headers);
    return changeable;
  };
}
